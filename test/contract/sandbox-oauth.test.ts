// Tokens: a session token becomes an expiring offline token, which is refreshed, rotated and revoked as shopify.dev says.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mintSessionToken } from '#sandbox/oauth/session-token.ts';
import { limitCallsOfTokens, revokeAllTokens } from '#sandbox/oauth/tokens.ts';
import { SHOP_DOMAIN, startTestSandbox, type TestSandbox, TOKEN_EXCHANGE } from '#test/support/sandbox-shop.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.close());

const exchange = (fields: Record<string, string> = {}) => sandbox.authenticate({ ...TOKEN_EXCHANGE, subject_token: mintSessionToken(SHOP_DOMAIN), ...fields });
const refresh = (refresh_token: string) =>
  sandbox.authenticate({ client_id: TOKEN_EXCHANGE.client_id, client_secret: TOKEN_EXCHANGE.client_secret, grant_type: 'refresh_token', refresh_token });
const works = async (token: string) => (await sandbox.graphql('{ shop { id } }', {}, token)).status === 200;

it('exchanges a session token for an hour of access and ninety days of refresh', async () => {
  const { status, body } = await exchange();
  expect(status).toBe(200);
  expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 });
  expect(body.scope.split(',')).toContain('write_products');
  expect(await works(body.access_token)).toBe(true);
});

it('refuses a wrong secret, another app, a broken or foreign session token, and tokens that never expire', async () => {
  const [head, , signature] = mintSessionToken(SHOP_DOMAIN).split('.');
  const forged = `${head}.${Buffer.from(JSON.stringify({ aud: TOKEN_EXCHANGE.client_id, dest: `https://${SHOP_DOMAIN}`, exp: 9_999_999_999 })).toString('base64url')}.${signature}`;
  const wrong: [Record<string, string>, string][] = [
    [{ client_secret: 'no' }, 'invalid_client'],
    [{ client_id: 'no' }, 'application_cannot_be_found'],
    [{ subject_token: forged }, 'invalid_subject_token'],
    [{ subject_token: mintSessionToken('other.myshopify.com') }, 'invalid_subject_token'],
    [{ subject_token: 'x' }, 'invalid_subject_token'],
    [{ expiring: '0' }, 'invalid_request'],
  ];
  for (const [fields, error] of wrong) {
    const { status, body } = await exchange(fields);
    expect([status, body.error]).toEqual([400, error]);
  }
});

it('rotates on refresh; the old refresh token works until its replacement is used', async () => {
  const { body: first } = await exchange();
  const { body: second } = await refresh(first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  const { status, body: third } = await refresh(first.refresh_token);
  expect(status).toBe(200);
  expect((await refresh(third.refresh_token)).status).toBe(200);
  expect(await refresh(first.refresh_token)).toMatchObject({ status: 401, body: { error: 'invalid_request', error_description: 'This request requires an active refresh_token' } });
});

it('ends what the lost answer gave when a refresh is repeated, and the access token before', async () => {
  const { body: first } = await exchange();
  const { body: lost } = await refresh(first.refresh_token);
  expect([await works(first.access_token), await works(lost.access_token)]).toEqual([false, true]);
  const { body: kept } = await refresh(first.refresh_token);
  expect([await works(lost.access_token), await works(kept.access_token)]).toEqual([false, true]);
  expect((await refresh(lost.refresh_token)).status).toBe(401);
});

it('lets tokens end after a number of calls, or for good, when asked to', async () => {
  limitCallsOfTokens(sandbox.store, 2);
  const { body: first } = await exchange();
  expect([await works(first.access_token), await works(first.access_token), await works(first.access_token)]).toEqual([true, true, false]);
  limitCallsOfTokens(sandbox.store, null);
  const { body: second } = await refresh(first.refresh_token);
  revokeAllTokens(sandbox.store);
  expect([await works(second.access_token), (await refresh(second.refresh_token)).status]).toEqual([false, 401]);
});

it('answers 401 in Shopify’s words to a token that is unknown or was revoked', async () => {
  const { body } = await exchange();
  await sandbox.lever('revoke-tokens');
  for (const token of [body.access_token, 'shpat_never']) {
    const answer = await sandbox.graphql('{ shop { id } }', {}, token);
    expect(answer).toMatchObject({ status: 401, body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' } });
  }
  const fresh = await refresh(body.refresh_token);
  expect(await works(fresh.body.access_token)).toBe(true);
});

it('kills every token on uninstall, until the app is opened again', async () => {
  const { body } = await exchange();
  await sandbox.lever('uninstall');
  expect(await works(body.access_token)).toBe(false);
  expect((await refresh(body.refresh_token)).body.error).toBe('app_not_installed');
  expect((await fetch(`${sandbox.url}/session-token?shop=${SHOP_DOMAIN}`)).status).toBe(403);
  const opened = await fetch(`${sandbox.url}/admin`);
  expect(await opened.text()).toContain('app-iframe');
  expect((await exchange()).status).toBe(200);
});
