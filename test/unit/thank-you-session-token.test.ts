import { createHmac } from 'node:crypto';
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { describe, expect, it } from 'vitest';
import { verifySessionToken } from '#app/adapters/shopify/session-token.ts';

const SECRET = 'the-secret';
const APP = { apiKey: 'the-app', apiSecrets: [SECRET, 'the-secret-before'] };
const NOW = new Date('2026-06-10T12:00:00.000Z');
const nowS = NOW.getTime() / 1000;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(claims: Record<string, unknown> = {}, { secret = SECRET, alg = 'HS256' } = {}): string {
  const text = `${part({ alg, typ: 'JWT' })}.${part({ dest: 'small.myshopify.com', aud: APP.apiKey, exp: nowS + 300, nbf: nowS - 1, iat: nowS, ...claims })}`;
  return `Bearer ${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
const verified = (header: string | undefined) => verifySessionToken(header, APP, NOW);

describe('a session token', () => {
  it('tells the shop, as the pages after checkout name it and as the admin does', () => {
    expect(verified(token())).toEqual({ kind: 'genuine', shopDomain: 'small.myshopify.com', customerId: null });
    expect(verified(token({ dest: 'https://small.myshopify.com' }))).toMatchObject({ kind: 'genuine', shopDomain: 'small.myshopify.com' });
  });

  it('tells the customer where one is logged in', () => {
    expect(verified(token({ sub: 'gid://shopify/Customer/7' }))).toMatchObject({ customerId: 7n });
  });

  it('may be signed with the secret before, while it is rotated', () => {
    expect(verified(token({}, { secret: 'the-secret-before' })).kind).toBe('genuine');
  });

  it('may be ten seconds ahead or behind', () => {
    expect(verified(token({ exp: nowS - 9 })).kind).toBe('genuine');
    expect(verified(token({ nbf: nowS + 9 })).kind).toBe('genuine');
  });

  it.each([
    ['missing', undefined],
    ['not a bearer', 'Basic abc'],
    ['not a JWT', 'Bearer abc'],
    ['signed with another secret', token({}, { secret: 'another' })],
    ['not signed with HS256', token({}, { alg: 'none' })],
    ['for another app', token({ aud: 'another-app' })],
    ['expired', token({ exp: nowS - 11 })],
    ['without an end', token({ exp: undefined })],
    ['not valid yet', token({ nbf: nowS + 11 })],
    ['for no shop', token({ dest: 'https://example.com' })],
  ])('is refused when it is %s', (_, header) => {
    expect(verified(header).kind).toBe('refused');
  });

  it('is one that the SDK takes too, and what it refuses the SDK refuses', async () => {
    const sdk = shopifyApi({ apiKey: APP.apiKey, apiSecretKey: SECRET, scopes: [], hostName: 'app.example', apiVersion: ApiVersion.July26, isEmbeddedApp: true, logger: { level: LogSeverity.Error } });
    const wire = Math.floor(Date.now() / 1000);
    const bare = (claims: object, options = {}) => token({ exp: wire + 60, nbf: wire - 1, ...claims }, options).slice('Bearer '.length);
    await expect(sdk.session.decodeSessionToken(bare({}))).resolves.toMatchObject({ dest: 'small.myshopify.com' });
    for (const wrong of [bare({ aud: 'another-app' }), bare({ exp: wire - 60 }), bare({}, { secret: 'another' })]) {
      await expect(sdk.session.decodeSessionToken(wrong)).rejects.toThrow();
      expect(verifySessionToken(`Bearer ${wrong}`, APP, new Date()).kind).toBe('refused');
    }
  });
});
