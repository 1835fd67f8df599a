// Calls a shop's Admin API with its stored token. Waits until a call can be paid, tries again what is worth it, and renews
// the token under it; never repeats what might then happen twice. Says of what remains whether it is worth coming back
// (try_later, with the moment where one is known), needs the merchant (unauthorized), or is final (refused).
import { setTimeout as sleep } from 'node:timers/promises';
import { remember } from '@epic-web/remember';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { wireNow } from '../clock/clock.ts';
import { shopifyLibrary } from './api.ts';
import { CostBucket, type Permit, type Priority, type Turn } from './cost-bucket.ts';
import { type Failure, failureOf, type ReturnedCost } from './failure.ts';
import { offlineToken, renewedToken } from './offline-token.ts';
import { OperationCosts } from './operation-cost.ts';

/** A GraphQL document with the types of its answer and its variables. */
export interface Operation<Answer, Variables extends Record<string, unknown>> {
  document: string;
  /** Done twice is the same as done once: it may be repeated when the answer was lost. */
  repeatable: boolean;
  /** Never set: carries the types. */
  types?: (variables: Variables) => Answer;
}

/** @param options.repeatable queries are, mutations are not unless it is said here */
export function operation<Answer, Variables extends Record<string, unknown> = Record<string, never>>(document: string, options: { repeatable?: boolean } = {}): Operation<Answer, Variables> {
  return { document, repeatable: options.repeatable ?? !/^\s*mutation\b/m.test(document) };
}

export interface AdminClient {
  shopDomain: string;
  /** @throws AppError unauthorized, refused or try_later */
  run<Answer, Variables extends Record<string, unknown>>(operation: Operation<Answer, Variables>, variables: Variables): Promise<Answer>;
  /** The granted scopes, as the stored token says. */
  scopes(): Promise<string>;
}

/** How long a call waits for its points; then its caller is told when to come back. */
const PATIENCE_MS: Record<Priority, number> = { interactive: 15_000, background: 120_000 };
const MAX_THROTTLED = 8;
const MAX_LOST = 4;
const FIRST_WAIT_MS = 250;
/** Refused tokens a call outlives: while others renew it, the one it read may be the one before. */
const MAX_TOKENS = 8;

/** @param priority background for what nobody waits for: it stands back for the rest */
export function adminClient(shopDomain: string, priority: Priority = 'interactive'): AdminClient {
  return {
    shopDomain,
    scopes: async () => (await offlineToken(shopDomain)).scope ?? '',
    async run<Answer, Variables extends Record<string, unknown>>(asked: Operation<Answer, Variables>, variables: Variables): Promise<Answer> {
      const call: Call = { shopDomain, document: asked.document, variables, turn: bucketOf(shopDomain).turn(priority) };
      const tries = { throttled: 0, lost: 0, token: 0 };
      for (;;) {
        const outcome = await attempt(call);
        if (outcome.kind === 'answered') return outcome.data as Answer;
        if (outcome.kind === 'final') throw outcome.error;
        tries[outcome.kind] += 1;
        if (outcome.kind === 'throttled' && tries.throttled === MAX_THROTTLED) throw throttled(call);
        if (outcome.kind === 'token' && tries.token === MAX_TOKENS) throw new AppError('unauthorized', outcome.message);
        if (outcome.kind !== 'lost') continue;
        if (outcome.began && !asked.repeatable) throw new AppError('try_later', `${outcome.message} What was asked may have happened, so it is not repeated.`);
        if (tries.lost === MAX_LOST) throw new AppError('try_later', outcome.message);
        await sleep(FIRST_WAIT_MS * 2 ** (tries.lost - 1));
      }
    },
  };
}

interface Call {
  shopDomain: string;
  document: string;
  variables: Record<string, unknown>;
  turn: Turn;
}

type Outcome =
  | { kind: 'answered'; data: unknown }
  | Exclude<Failure, { kind: 'lost' }>
  /** `began` is false when only the token could not be had. */
  | { kind: 'lost'; message: string; began: boolean };

async function attempt(call: Call): Promise<Outcome> {
  const { shopDomain, document, variables, turn } = call;
  const expected = costs().expected(document, variables);
  const permit = await bucketOf(shopDomain).admit(turn, expected, PATIENCE_MS[turn.priority]);
  if (!permit) throw throttled(call);
  const settle = (cost: ReturnedCost | undefined, otherwise: number) => settleWith(call, permit, cost, otherwise);
  let session: Awaited<ReturnType<typeof offlineToken>>;
  try {
    session = await offlineToken(shopDomain);
  } catch (error) {
    settle(undefined, 0);
    if (error instanceof AppError && error.code === 'try_later') return { kind: 'lost', message: error.message, began: false };
    throw error;
  }
  try {
    const client = new (shopifyLibrary().clients.Graphql)({ session });
    const answer = await client.request(document, { variables, retries: 0 });
    settle((answer.extensions as { cost?: ReturnedCost } | undefined)?.cost, expected);
    return { kind: 'answered', data: answer.data };
  } catch (thrown) {
    const failure = failureOf(thrown, shopDomain);
    if (failure.kind === 'throttled') bucketOf(shopDomain).pause(failure.pauseMs);
    settle(failure.cost, failure.kind === 'lost' ? expected : 0);
    if (failure.kind === 'lost') return { kind: 'lost', message: failure.message, began: true };
    if (failure.kind === 'token') return afterRefusedToken(failure, shopDomain, session.accessToken);
    return failure;
  }
}

async function afterRefusedToken(failure: Failure & { kind: 'token' }, shopDomain: string, refused: string | undefined): Promise<Outcome> {
  try {
    await renewedToken(shopDomain, refused);
    return failure;
  } catch (error) {
    if (error instanceof AppError && error.code === 'try_later') return { kind: 'lost', message: error.message, began: false };
    throw error;
  }
}

/** @param otherwise points, where the answer does not say what it cost */
function settleWith({ document, variables }: Call, permit: Permit, cost: ReturnedCost | undefined, otherwise: number): void {
  if (cost?.requestedQueryCost !== undefined) costs().remember(document, variables, cost.requestedQueryCost);
  permit.settle(cost ? (cost.actualQueryCost ?? 0) : otherwise, cost?.throttleStatus);
}

function throttled({ shopDomain, document, variables, turn }: Call): AppError {
  const waitMs = bucketOf(shopDomain).waitMs(turn, costs().expected(document, variables));
  return new AppError('try_later', says(({ shopify }) => shopify.busy(shopDomain)), { retryAt: new Date(wireNow().getTime() + Math.max(1_000, waitMs)) });
}

const costs = (): OperationCosts => remember('setwise.operation-costs', () => new OperationCosts());

const CLOCK = {
  now: () => wireNow().getTime(),
  after(ms: number, then: () => void) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

function bucketOf(shopDomain: string): CostBucket {
  const buckets = remember('setwise.cost-buckets', () => new Map<string, CostBucket>());
  const bucket = buckets.get(shopDomain) ?? new CostBucket(CLOCK);
  buckets.set(shopDomain, bucket);
  return bucket;
}
