import { describe, expect, it } from 'vitest';
import { type LinkToken, openLink, signLink } from '#app/pipeline/deliver/link-token.ts';

const KEYS = [{ key: Buffer.alloc(32, 1) }];
const NOW = new Date('2026-06-01T09:00:00.000Z');
const TOKEN: LinkToken = { shopId: 4_400_000_001n, stepId: '0b6f8a3e-6f1c-4a55-9d5e-1f2a3b4c5d6e', purpose: 'set', expiresAt: new Date('2026-06-15T09:00:00.000Z') };

describe('a link token', () => {
  it('opens to what was signed, and needs no escaping in an address', () => {
    const text = signLink(TOKEN, KEYS);
    expect(text).toMatch(/^[A-Za-z0-9_-]{83}$/);
    expect(openLink(text, KEYS, NOW)).toEqual({ kind: 'valid', token: TOKEN });
  });

  it.each(['have_it', 'not_for_me', 'quiet'] as const)('says which answer it is, and to which product (%s)', (purpose) => {
    for (const token of [{ ...TOKEN, purpose }, { ...TOKEN, purpose, productId: 8_123_456_789_012n }]) {
      const text = signLink(token, KEYS);
      expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(openLink(text, KEYS, NOW)).toEqual({ kind: 'valid', token });
    }
  });

  it('is refused when any of its characters is another', () => {
    for (const text of [signLink(TOKEN, KEYS), signLink({ ...TOKEN, purpose: 'have_it', productId: 7n }, KEYS)]) {
      for (let at = 0; at < text.length; at += 1) {
        const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
        expect(openLink(changed, KEYS, NOW)).toEqual({ kind: 'invalid' });
      }
    }
  });

  it('is refused when it is cut, lengthened, empty, or signed by a key that is not ours', () => {
    const text = signLink(TOKEN, KEYS);
    for (const wrong of [text.slice(0, -1), `${text}A`, '', 'x', signLink(TOKEN, [{ key: Buffer.alloc(32, 2) }])]) expect(openLink(wrong, KEYS, NOW)).toEqual({ kind: 'invalid' });
  });

  it('ends at its moment', () => {
    expect(openLink(signLink(TOKEN, KEYS), KEYS, new Date(TOKEN.expiresAt.getTime() - 1)).kind).toBe('valid');
    expect(openLink(signLink(TOKEN, KEYS), KEYS, TOKEN.expiresAt)).toEqual({ kind: 'expired', token: TOKEN });
  });

  it('still opens after a new key was put before the old one', () => {
    expect(openLink(signLink(TOKEN, KEYS), [{ key: Buffer.alloc(32, 3) }, ...KEYS], NOW).kind).toBe('valid');
  });
});
