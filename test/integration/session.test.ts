// A shop's token: kept sealed, renewed before it ends or when it is refused, opened after a key was replaced; and what the
// Admin API's bad days become.
import { randomBytes } from 'node:crypto';
import { Session } from '@shopify/shopify-api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adminClient, operation } from '#app/adapters/shopify/admin-client.ts';
import { SealedSessionStorage } from '#app/adapters/shopify/session-storage.ts';
import { prisma } from '#app/db/prisma.ts';
import { type AdminApiDouble, startAdminApiDouble } from '#test/support/admin-api-double.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
let shopify: AdminApiDouble;
beforeAll(async () => {
  db = await testDatabase();
  shopify = await startAdminApiDouble();
});
afterAll(async () => {
  await shopify.stop();
  await db.drop();
});

const SHOP = 'aurel.myshopify.com';
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const session = (overrides: { accessToken?: string; expires?: Date; refreshToken?: string; refreshTokenExpires?: Date } = {}) =>
  new Session({
    id: `offline_${SHOP}`, shop: SHOP, state: '', isOnline: false, scope: 'read_products', accessToken: 'shpat_first', expires: inHours(1),
    refreshToken: 'shprt_first', refreshTokenExpires: inHours(24 * 90), ...overrides,
  });

describe('a stored session', () => {
  const [k1, k2] = ['k1', 'k2'].map((id) => ({ id, key: randomBytes(32) })) as [{ id: string; key: Buffer }, { id: string; key: Buffer }];

  it('comes back as it was', async () => {
    const storage = new SealedSessionStorage(() => [k1]);
    await storage.storeSession(session());
    const loaded = await storage.loadSession(`offline_${SHOP}`);
    expect(loaded?.expires?.getTime()).toBeGreaterThan(Date.now());
    expect(loaded?.refreshTokenExpires?.getTime()).toBeGreaterThan(inHours(24 * 89).getTime());
    expect(loaded).toMatchObject({ accessToken: 'shpat_first', refreshToken: 'shprt_first', scope: 'read_products', isOnline: false });
    expect(await storage.findSessionsByShop(SHOP)).toHaveLength(1);
  });

  it('is not readable in the database', async () => {
    const row = await prisma().session.findFirstOrThrow();
    for (const value of Object.values(row)) expect(String(value)).not.toMatch(/first/);
  });

  it('opens after a new key was put first, and is sealed with that key when it is stored again', async () => {
    const rotated = new SealedSessionStorage(() => [k2, k1]);
    const loaded = await rotated.loadSession(`offline_${SHOP}`);
    expect(loaded?.accessToken).toBe('shpat_first');
    await rotated.storeSession(loaded as Session);
    expect((await prisma().session.findFirstOrThrow()).accessTokenSealed).toMatch(/^v1\.k2\./);
    expect((await new SealedSessionStorage(() => [k2]).loadSession(`offline_${SHOP}`))?.accessToken).toBe('shpat_first');
  });

  it('counts as absent once its key is gone, so that a new token is fetched', async () => {
    expect(await new SealedSessionStorage(() => [k1]).loadSession(`offline_${SHOP}`)).toBeUndefined();
  });

  it('is gone when deleted', async () => {
    const storage = new SealedSessionStorage(() => [k2]);
    await storage.deleteSessions([`offline_${SHOP}`]);
    expect(await storage.loadSession(`offline_${SHOP}`)).toBeUndefined();
  });
});

describe('a stored session that is stored again', () => {
  const key = { id: 'k', key: randomBytes(32) };
  const storage = new SealedSessionStorage(() => [key]);
  const stored = async (...sessions: Session[]) => {
    await storage.deleteSession(`offline_${SHOP}`);
    for (const one of sessions) await storage.storeSession(one);
    return (await storage.loadSession(`offline_${SHOP}`))?.accessToken;
  };

  it('gives way to one that was handed out later, and never to an earlier one, whichever comes last', async () => {
    const [earlier, later] = [session({ accessToken: 'earlier', expires: inHours(1) }), session({ accessToken: 'later', expires: inHours(1.1) })];
    expect(await stored(earlier, later)).toBe('later');
    expect(await stored(later, earlier)).toBe('later');
  });
});

describe('a call to the Admin API', () => {
  const SHOP_NAME = operation<{ shop: { name: string } }>('#graphql\n query { shop { name } }');
  const ask = () => adminClient(SHOP).run(SHOP_NAME, {});
  const cheap = { cost: { requestedQueryCost: 1, actualQueryCost: 1, throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: 1_999, restoreRate: 100 } } };
  const good = { body: { data: { shop: { name: 'Aurel' } }, extensions: cheap } };
  const throttled = (currentlyAvailable: number) => ({
    body: { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: { cost: { requestedQueryCost: 110, throttleStatus: { maximumAvailable: 2_000, currentlyAvailable, restoreRate: 100 } } } },
  });
  const store = async (overrides = {}) => {
    const { shopify: app } = await import('#app/adapters/shopify/app.ts');
    await app().sessionStorage?.deleteSession(`offline_${SHOP}`);
    await app().sessionStorage?.storeSession(session(overrides));
  };
  const kept = async () => {
    const { shopify: app } = await import('#app/adapters/shopify/app.ts');
    return app().sessionStorage?.loadSession(`offline_${SHOP}`);
  };
  const nextPair = { body: { access_token: 'shpat_second', scope: 'read_products', expires_in: 3_600, refresh_token: 'shprt_second', refresh_token_expires_in: 7_776_000 } };
  const refusedToken = { status: 401, body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' } };
  const aboutToEnd = { expires: new Date(Date.now() + 60_000) };
  beforeEach(() => store());

  it('carries the token, for the host it was meant for', async () => {
    shopify.answer(good);
    expect(await ask()).toEqual({ shop: { name: 'Aurel' } });
    expect(shopify.asked).toMatchObject([{ path: '/admin/api/2026-07/graphql.json', host: SHOP, token: 'shpat_first' }]);
  });

  it('renews a token that is about to expire, and keeps the new pair', async () => {
    await store(aboutToEnd);
    shopify.answer(nextPair, good);
    await ask();
    expect(shopify.asked[0]).toMatchObject({ path: '/admin/oauth/access_token', body: { grant_type: 'refresh_token', refresh_token: 'shprt_first' } });
    expect(shopify.asked[1]?.token).toBe('shpat_second');
    expect(await kept()).toMatchObject({ accessToken: 'shpat_second', refreshToken: 'shprt_second' });
  });

  it('uses a token that is about to expire where it cannot be renewed at the moment', async () => {
    await store(aboutToEnd);
    shopify.answer({ status: 520, body: 'error code: 520' }, good);
    expect(await ask()).toEqual({ shop: { name: 'Aurel' } });
    expect(shopify.asked[1]?.token).toBe('shpat_first');
    expect(await kept()).toMatchObject({ refreshToken: 'shprt_first' });
  });

  it('renews a token that is refused in the middle, once, and asks again', async () => {
    shopify.answer(refusedToken, nextPair, good);
    expect(await ask()).toEqual({ shop: { name: 'Aurel' } });
    expect(shopify.asked.map(({ path, token }) => token ?? path)).toEqual(['shpat_first', '/admin/oauth/access_token', 'shpat_second']);
  });

  it('renews again after a renewal that failed for a passing reason', async () => {
    shopify.answer(refusedToken, { status: 503, body: 'Unavailable' }, refusedToken, nextPair, good);
    expect(await ask()).toEqual({ shop: { name: 'Aurel' } });
    expect(await kept()).toMatchObject({ accessToken: 'shpat_second' });
  });

  it('asks the merchant to open the app when the token cannot be renewed any more, and forgets it, so that opening helps', async () => {
    shopify.answer(refusedToken, { status: 401, body: { error: 'invalid_request', error_description: 'This request requires an active refresh_token' } });
    await expect(ask()).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('open the app') });
    expect(await kept()).toBeUndefined();
  });

  it('asks nothing of Shopify when the refresh token has ended as well', async () => {
    await store({ expires: inHours(-1), refreshTokenExpires: inHours(-1) });
    shopify.answer(good);
    await expect(ask()).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('open the app') });
    expect(shopify.asked).toEqual([]);
  });

  it('keeps the token when it is our own secret that Shopify does not accept: no merchant could mend that', async () => {
    const refusedClient = { status: 400, body: { error: 'invalid_client' } };
    shopify.answer(...Array.from({ length: 10 }, () => [refusedToken, refusedClient]).flat());
    await expect(ask()).rejects.toMatchObject({ code: 'try_later', message: expect.stringContaining('SHOPIFY_API_SECRET') });
    expect(await kept()).toMatchObject({ refreshToken: 'shprt_first' });
  });

  it('waits until a throttled query can be paid, and asks again', async () => {
    shopify.answer(throttled(100), good);
    const from = performance.now();
    expect(await ask()).toEqual({ shop: { name: 'Aurel' } });
    expect(performance.now() - from).toBeGreaterThanOrEqual(95);
    expect(shopify.asked).toHaveLength(2);
  });

  it('gives up after a bounded number of tries, and says when to come back', async () => {
    shopify.answer(throttled(109));
    await expect(ask()).rejects.toMatchObject({ code: 'try_later', retryAt: expect.any(Date) });
    expect(shopify.asked.length).toBeLessThan(20);
  });

  it.each([
    ['a server error', { status: 503, body: {} }],
    ['an error inside Shopify', { body: { errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } }],
    ['an answer that was cut off', { body: '{"data": {"sho' }],
    ['a 429 that names its time', { status: 429, headers: { 'retry-after': '0.1' }, body: { errors: 'Too many' } }],
  ])('asks again after %s', async (_what, answer) => {
    shopify.answer(answer, good);
    expect(await ask()).toEqual({ shop: { name: 'Aurel' } });
    expect(shopify.asked).toHaveLength(2);
  });

  it.each([
    ['a server that stays down', { status: 503, body: {} }, 'try_later'],
    ['a revoked token', refusedToken, 'unauthorized'],
    ['a shop that does not let the app in', { status: 403, body: { errors: 'Forbidden' } }, 'unauthorized'],
    ['a shop that is gone', { status: 404, body: { errors: 'Not Found' } }, 'refused'],
    ['a missing scope', { body: { errors: [{ message: 'Access denied for products field.', extensions: { code: 'ACCESS_DENIED' } }] } }, 'refused'],
  ])('says of %s whether it is worth coming back', async (_what, answer, code) => {
    shopify.answer(answer);
    await expect(ask()).rejects.toMatchObject({ name: 'AppError', code });
    expect(shopify.asked.length).toBeLessThan(10);
  });

  describe('that changes something', () => {
    const CREATE = '#graphql\n mutation Create { thing }';
    const once = operation<{ thing: string }>(CREATE);
    const repeatable = operation<{ thing: string }>(CREATE, { repeatable: true });
    const done = { body: { data: { thing: 'made' }, extensions: cheap } };
    const down = { status: 502, body: {} };

    it('is not repeated when it may have happened already, and says so', async () => {
      shopify.answer(down, done);
      await expect(adminClient(SHOP).run(once, {})).rejects.toMatchObject({ code: 'try_later', message: expect.stringContaining('may have happened') });
      expect(shopify.asked).toHaveLength(1);
    });

    it('is repeated when doing it twice is the same as doing it once', async () => {
      shopify.answer(down, done);
      expect(await adminClient(SHOP).run(repeatable, {})).toEqual({ thing: 'made' });
    });

    it.each([['it was throttled', throttled(100)], ['its token was refused', refusedToken]])('is repeated when it did not begin, because %s', async (_why, answer) => {
      shopify.answer(answer, ...(answer === refusedToken ? [nextPair] : []), done);
      expect(await adminClient(SHOP).run(once, {})).toEqual({ thing: 'made' });
    });
  });

  it('says of a shop without a token that the merchant has to open the app', async () => {
    await expect(adminClient('stranger.myshopify.com').run(SHOP_NAME, {})).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('open the app') });
  });
});
