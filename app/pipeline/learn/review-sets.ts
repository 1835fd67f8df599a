// What a person decides about a set. Each verb writes the set, the change log and the job that publishes it in one
// transaction, so that none of them happens without the others.
import { now } from '#app/adapters/clock/clock.ts';
import { recordChange } from '#app/db/changes.ts';
import { type Queryable, withTransaction } from '#app/db/pool.ts';
import { evidenceOf } from '#app/db/set-evidence.ts';
import { lockSet, type NamedProductRow, namedProducts, type SetStatus, type SetToReview, setStatus, snoozeUntil, tryOn } from '#app/db/sets.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { REFUSAL_NOTE_LIMIT, type WhyRefused } from '#app/domain/set/refusal.ts';
import { type SnoozeLength, wakesAt } from '#app/domain/set/snooze.ts';
import { publishSets } from '#app/jobs/definitions/publish-sets.ts';
import { enqueue } from '#app/jobs/enqueue.ts';

export const approveSet = (shopId: bigint, setId: string, actor: string, at: Date = now()): Promise<void> => decide(shopId, setId, { status: 'approved', trialBp: null }, actor, at);
/** What no person decides may not undo what one decided meanwhile. @throws AppError conflict where it waits no more */
export const approveWaiting = (shopId: bigint, setId: string, actor: string, at: Date): Promise<void> => decide(shopId, setId, { status: 'approved', trialBp: null, onlyWaiting: true }, actor, at);
/** Live for a share of shoppers, basis points; for all later, by approving it or by its page. */
export const trySet = (shopId: bigint, setId: string, trialBp: number, actor: string, at: Date = now()): Promise<void> => decide(shopId, setId, { status: 'approved', trialBp }, actor, at);
export const pauseSet = (shopId: bigint, setId: string, actor: string, at: Date = now()): Promise<void> => decide(shopId, setId, { status: 'paused' }, actor, at);
/** Back among the suggestions, as if nobody had decided. @param trialBp what its page said before it was tried; absent: as it is */
export const returnSet = (shopId: bigint, setId: string, actor: string, at: Date = now(), trialBp?: number | null): Promise<void> =>
  decide(shopId, setId, { status: 'suggested', ...(trialBp === undefined ? {} : { trialBp }) }, actor, at);
/** @param why null: the person did not say */
export const refuseSet = (shopId: bigint, setId: string, actor: string, at: Date = now(), why: WhyRefused | null = null): Promise<void> =>
  decide(shopId, setId, { status: 'refused', why: why && { code: why.code, note: why.note?.trim().slice(0, REFUSAL_NOTE_LIMIT) || null } }, actor, at);

/** Out of the queue for a while. @param until null: back in it at once */
export async function snoozeSet(shopId: bigint, setId: string, until: Date | null, actor: string, at: Date = now()): Promise<void> {
  await withTransaction(async (client) => {
    const set = held(await lockSet(shopId, setId, client));
    if (set.status !== 'suggested') throw new AppError('conflict', says(({ sets }) => sets.judgedMeanwhile(set.goal)));
    if (!(await snoozeUntil(shopId, setId, until, at, client))) return;
    await recordChange(shopId, { changedAt: at, actor, event: until ? 'set_snoozed' : 'set_woken', detail: { setId, goal: set.goal, ...(until ? { until: until.toISOString() } : {}) } }, client);
  });
}

/** @param length of a season: until it begins */
export async function snoozeFor(shopId: bigint, setId: string, length: SnoozeLength, actor: string, at: Date = now()): Promise<void> {
  const evidence = length === 'season' ? (await evidenceOf(shopId, [setId])).get(setId) : undefined;
  await snoozeSet(shopId, setId, wakesAt(length, evidence?.seasonMonths ?? [], at), actor, at);
}

type Verdict =
  /** null: as its page says, or for everybody where it is live already. */
  | { status: 'approved'; trialBp: number | null; onlyWaiting?: true }
  | { status: 'refused'; why: WhyRefused | null }
  | { status: 'suggested'; trialBp?: number | null }
  | { status: 'paused' };

const EVENTS: Record<SetStatus, string> = { approved: 'set_approved', refused: 'set_refused', paused: 'set_paused', suggested: 'set_returned' };

/** Deciding again what is so already changes nothing. */
async function decide(shopId: bigint, setId: string, verdict: Verdict, actor: string, at: Date): Promise<void> {
  const { status } = verdict;
  await withTransaction(async (client) => {
    const set = held(await lockSet(shopId, setId, client));
    if (verdict.status === 'approved' && verdict.onlyWaiting && set.status !== 'suggested') throw new AppError('conflict', says(({ sets }) => sets.judgedMeanwhile(set.goal)));
    const tried = triedOn(set, verdict);
    if (set.status === status && tried === set.trialBp) return;
    if (status === 'approved') checkStands(set, await namedProducts(shopId, productIdsOf(set), client));
    await setStatus(shopId, setId, status, status === 'suggested' ? null : { by: actor, at, why: verdict.status === 'refused' ? verdict.why : null }, at, client);
    if (tried !== set.trialBp) await tryOn(shopId, setId, tried, client);
    await recordChange(shopId, { changedAt: at, actor, event: EVENTS[status], detail: detailOf(set, verdict, tried) }, client);
    if (set.status === 'approved' || status === 'approved') await publishLater(shopId, client);
  });
}

/** What its page says of a trial holds when it goes live; approving what is tried already is for everybody. */
function triedOn(set: SetToReview, verdict: Verdict): number | null {
  if (verdict.status === 'suggested') return verdict.trialBp === undefined ? set.trialBp : verdict.trialBp;
  if (verdict.status !== 'approved') return set.trialBp;
  return verdict.trialBp === null && set.status !== 'approved' ? set.trialBp : verdict.trialBp;
}

function detailOf(set: SetToReview, verdict: Verdict, trialBp: number | null): Record<string, unknown> {
  return {
    setId: set.setId, goal: set.goal, anchorProductId: set.anchorProductId, before: set.status,
    ...(verdict.status === 'refused' && verdict.why ? { why: verdict.why } : {}),
    ...(verdict.status === 'approved' && trialBp !== null ? { trialBp } : {}),
  };
}

function held(set: SetToReview | undefined): SetToReview {
  if (!set) throw new AppError('not_found', says(({ sets }) => sets.gone));
  return set;
}

const productIdsOf = (set: SetToReview): bigint[] => [set.anchorProductId, ...set.slots.flatMap(({ candidates }) => candidates.map(({ productId }) => productId))];

/** What could be shown to nobody does not go live: the merchant learns why here, not from a shop that stays empty. */
function checkStands(set: SetToReview, known: ReadonlyMap<bigint, NamedProductRow>): void {
  if (!known.has(set.anchorProductId)) throw new AppError('bad_request', says(({ sets }) => sets.anchorGone(set.goal)));
  const left = set.slots.flatMap(({ candidates }) => candidates.filter(({ productId }) => known.get(productId)?.giftCard === false));
  if (left.length === 0) throw new AppError('bad_request', says(({ sets }) => sets.nothingLeft(set.goal)));
}

/** One pending publication a shop is enough: it writes what approved sets look like when it runs. */
const publishLater = (shopId: bigint, client: Queryable) => enqueue(publishSets, { shopId: shopId.toString() }, { client, jobKey: `publish-sets:${shopId}` });
