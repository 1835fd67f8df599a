import '@shopify/shopify-api/adapters/node';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signAppProxy, verifyAppProxy } from '#app/adapters/shopify/app-proxy-signature.ts';

const SECRET = 'shhh';
const NOW = new Date();
const seconds = (offset = 0) => String(Math.floor(NOW.getTime() / 1000) + offset);
const sdk = shopifyApi({ apiKey: 'key', apiSecretKey: SECRET, apiVersion: ApiVersion.July26, isEmbeddedApp: true, hostName: 'app.example', logger: { log: () => {} } });

/** As Shopify forwards it. */
const request = (overrides: Record<string, string> = {}) =>
  new URLSearchParams({ shop: 'aurel.myshopify.com', logged_in_customer_id: '', path_prefix: '/apps/setwise', timestamp: seconds(), placement: 'cart_page', items: '11:1,12:2', sets: '', ...overrides });

const signed = (query: URLSearchParams) => new URLSearchParams([...query, ['signature', signAppProxy(query, SECRET)]]);

describe('the app proxy signature', () => {
  it('accepts what it covers, and says whose it is', () => {
    expect(verifyAppProxy(signed(request({ logged_in_customer_id: '7' })), [SECRET], NOW)).toEqual({ kind: 'genuine', shopDomain: 'aurel.myshopify.com', customerId: 7n });
    expect(verifyAppProxy(signed(request()), [SECRET], NOW)).toMatchObject({ customerId: null });
  });

  it('may be of the secret before, while it is rotated', () => {
    expect(verifyAppProxy(signed(request()), ['of now', SECRET], NOW)).toMatchObject({ kind: 'genuine' });
    expect(verifyAppProxy(signed(request()), ['of now'], NOW)).toMatchObject({ kind: 'refused' });
  });

  it('is the one that the SDK expects, whatever the parameters hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom('locale', 'currency', 'sets', 'items'), fc.string({ unit: 'grapheme' })), async (parameters) => {
        const query = signed(request(parameters));
        expect(await sdk.utils.validateHmac(Object.fromEntries(query), { signator: 'appProxy' })).toBe(true);
        expect(verifyAppProxy(query, [SECRET], NOW)).toMatchObject({ kind: 'genuine' });
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['is missing', request(), 'refused'],
    ['is of another secret', new URLSearchParams([...request(), ['signature', signAppProxy(request(), 'other')]]), 'refused'],
    ['is short', new URLSearchParams([...request(), ['signature', 'abc']]), 'refused'],
    ['is not hexadecimal', new URLSearchParams([...request(), ['signature', 'z'.repeat(64)]]), 'refused'],
    ['is 91 seconds old', signed(request({ timestamp: seconds(-92) })), 'refused'],
    ['is from the future', signed(request({ timestamp: seconds(120) })), 'refused'],
    ['has no time', signed(request({ timestamp: '' })), 'malformed'],
    ['names no shop', signed(request({ shop: 'evil.example' })), 'malformed'],
    ['covers a parameter given twice', signed(new URLSearchParams([...request(), ['items', '13:1']])), 'malformed'],
  ] as const)('is turned down when it %s', (_, query, kind) => expect(verifyAppProxy(query, [SECRET], NOW)).toMatchObject({ kind }));

  it('is turned down when any parameter was changed or added after signing', () => {
    const query = signed(request());
    query.set('logged_in_customer_id', '8');
    expect(verifyAppProxy(query, [SECRET], NOW)).toMatchObject({ kind: 'refused' });
    const longer = signed(request());
    longer.append('locale', 'de');
    expect(verifyAppProxy(longer, [SECRET], NOW)).toMatchObject({ kind: 'refused' });
  });
});
