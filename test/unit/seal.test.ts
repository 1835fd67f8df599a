import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { open, seal } from '#app/adapters/shopify/seal.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const old = key('k1');
const fresh = key('k2');
const SHOP = 'aurel.myshopify.com';

describe('a sealed token', () => {
  it('opens with the key that sealed it, and shows nothing of itself', () => {
    const sealed = seal('shpat_secret', SHOP, [old]);
    expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toContain('secret');
    expect(open(sealed, SHOP, [old])).toBe('shpat_secret');
  });

  it('is different each time', () => {
    expect(seal('shpat_secret', SHOP, [old])).not.toBe(seal('shpat_secret', SHOP, [old]));
  });

  it('is sealed by the first key, and opened by any that is still held', () => {
    const before = seal('shpat_secret', SHOP, [old]);
    expect(open(before, SHOP, [fresh, old])).toBe('shpat_secret');
    expect(seal('shpat_secret', SHOP, [fresh, old])).toMatch(/^v1\.k2\./);
    expect(() => open(before, SHOP, [fresh])).toThrow(/"k1".*no longer holds/);
  });

  it('does not open for another shop', () => {
    expect(() => open(seal('shpat_secret', SHOP, [old]), 'other.myshopify.com', [old])).toThrow();
  });

  it('does not open once a character was changed', () => {
    const sealed = seal('shpat_secret', SHOP, [old]);
    const body = sealed.lastIndexOf('.') + 1;
    const flipped = sealed[body] === 'A' ? 'B' : 'A';
    expect(() => open(sealed.slice(0, body) + flipped + sealed.slice(body + 1), SHOP, [old])).toThrow();
    expect(() => open('v1.k1.only', SHOP, [old])).toThrow(/not in the form/);
  });
});
