// The token with which a shop is called while nobody is there: an hour of access, renewed before it ends or when Shopify
// refuses it. The row is locked meanwhile, in the database, so that of all processes one asks for the next pair and the
// others take what it got: a refresh token is good until its replacement is used, and whoever kept the older pair would
// be locked out. A renewal that failed for good takes the row away: then opening the app fetches a new token.
import { remember } from '@epic-web/remember';
import { HttpResponseError, type Session } from '@shopify/shopify-api';
import { config } from '#app/config/config.ts';
import { withTransaction } from '#app/db/pool.ts';
import { isPassingFailure } from '#app/db/savepoint.ts';
import { deleteSession, lockSession, saveSession, sessionById } from '#app/db/sessions.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { wireNow } from '../clock/clock.ts';
import { log } from '../log.ts';
import { shopifyLibrary } from './api.ts';
import { openSession, sealSession } from './sealed-session.ts';

/** As Shopify's library does: a token that ends within this is renewed while the old one still works. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** It says so of a token that is unknown, used up or of a shop that is gone; a shop that is locked or busy may come back. */
const FINAL = new Set([400, 401, 404]);
/** Our own fault, not the shop's: no merchant could mend it by opening the app. */
const OUR_CREDENTIALS = new Set(['invalid_client', 'application_cannot_be_found']);

/** @throws AppError unauthorized when the merchant has to open the app; try_later */
export async function offlineToken(shopDomain: string): Promise<Session> {
  const row = await sessionById(shopDomain, idOf(shopDomain));
  const session = row && openSession(row, config().encryptionKeys);
  if (!session) throw noToken(shopDomain);
  if (!endsWithin(session, RENEW_BEFORE_MS)) return session;
  try {
    return await renewedToken(shopDomain, session.accessToken);
  } catch (error) {
    if (error instanceof AppError && error.code === 'try_later' && !endsWithin(session, 0)) return session;
    throw error;
  }
}

/**
 * The token that takes the place of one that is not to be used any more.
 * @param unusable the access token; where another process has replaced it already, nothing is asked of Shopify
 * @throws AppError unauthorized when the merchant has to open the app; try_later
 */
export function renewedToken(shopDomain: string, unusable: string | undefined): Promise<Session> {
  const underWay = remember('setwise.renewals', () => new Map<string, Promise<Session>>());
  const key = `${shopDomain} ${unusable}`;
  const renewal = underWay.get(key) ?? renew(shopDomain, unusable).finally(() => underWay.delete(key));
  underWay.set(key, renewal);
  return renewal;
}

async function renew(shopDomain: string, unusable: string | undefined): Promise<Session> {
  const keys = config().encryptionKeys;
  const renewed = await withTransaction(async (on) => {
    const row = await lockSession(shopDomain, idOf(shopDomain), on);
    const kept = row && openSession(row, keys);
    if (!kept) return undefined;
    if (kept.accessToken !== unusable && !endsWithin(kept, RENEW_BEFORE_MS)) return kept;
    const next = await nextPair(shopDomain, kept);
    if (next) await saveSession(sealSession(next, keys), on);
    else await deleteSession(shopDomain, kept.id, on);
    return next;
  }).catch((error) => {
    throw isPassingFailure(error) ? new AppError('try_later', says(({ shopify }) => shopify.tokenElsewhere(shopDomain)), { cause: error }) : error;
  });
  if (!renewed) throw noToken(shopDomain);
  return renewed;
}

/** @returns undefined when there is none to be had. @throws AppError try_later */
async function nextPair(shopDomain: string, { refreshToken, refreshTokenExpires }: Session): Promise<Session | undefined> {
  if (!refreshToken || (refreshTokenExpires && refreshTokenExpires <= wireNow())) return undefined;
  try {
    return (await shopifyLibrary().auth.refreshToken({ shop: shopDomain, refreshToken })).session;
  } catch (error) {
    if (!(error instanceof HttpResponseError) || !FINAL.has(error.response.code))
      throw new AppError('try_later', `Shopify did not renew the token of ${shopDomain}: ${(error as Error).message}`, { cause: error });
    const reason = (error.response.body as { error?: unknown } | undefined)?.error;
    if (OUR_CREDENTIALS.has(String(reason))) {
      log().error({ shop: shopDomain, reason }, 'Shopify does not accept the client id and secret of this app');
      throw new AppError('try_later', 'Shopify does not accept the client id and secret of this app: check SHOPIFY_API_KEY and SHOPIFY_API_SECRET.', { cause: error });
    }
    log().warn({ shop: shopDomain, status: error.response.code, reason }, 'Shopify will not renew a token any more');
    return undefined;
  }
}

function endsWithin({ expires }: Session, ms: number): boolean {
  return expires !== undefined && expires.getTime() - wireNow().getTime() < ms;
}

const idOf = (shopDomain: string): string => `offline_${shopDomain}`;

const noToken = (shopDomain: string): AppError => new AppError('unauthorized', says(({ shopify }) => shopify.noToken(shopDomain)));
