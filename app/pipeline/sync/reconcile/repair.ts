// Objects of the store as they were read, beside our rows. They are written once for trial, through the same guards as
// every other wire, and undone: what would say something else then differs, and only that is taken, with all its
// consequences. So nothing follows from what was right already, and a webhook that is newer than the read wins.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { log } from '#app/adapters/log.ts';
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { ringDeliveryBell } from '#app/db/across-shops/delivery-signal.ts';
import { type FactName, type Fingerprint, fingerprints, noteVersions } from '#app/db/mirrored-facts.ts';
import { withTransaction } from '#app/db/pool.ts';
import { type FactCounts, inboxWaits, type KindProgress, takeTurnWithInbox } from '#app/db/reconciliations.ts';
import { isPassingFailure, withoutTrace } from '#app/db/savepoint.ts';
import type { Kind, StoreObject, Work } from './kind.ts';

const PROBLEMS_KEPT = 5;
const STAND_BACK_MS = 50;

export interface Found {
  objects: readonly StoreObject[];
  /** Ids that the store was asked for and does not have. */
  goneIds: readonly bigint[];
  /** When the reading of them began. */
  readAt: Date;
}

/**
 * @param progress saved with the last of it
 * @param alongside written in the same transaction
 */
export async function repair(work: Work, kind: Kind, found: Found, progress: Partial<KindProgress>, alongside: (on: pg.PoolClient) => Promise<void> = async () => {}): Promise<void> {
  await kind.complete?.(work, found.objects);
  await repairPart(work, kind, found, progress, alongside);
  await letInboxThrough(work.shop.shopId);
}

/** The inbox only tries for its turn: it would find it taken by one batch after the other. */
async function letInboxThrough(shopId: bigint): Promise<void> {
  if (!(await inboxWaits(shopId))) return;
  await ringDeliveryBell();
  await sleep(STAND_BACK_MS);
}

async function repairPart(work: Work, kind: Kind, found: Found, progress: Partial<KindProgress>, alongside: (on: pg.PoolClient) => Promise<void>): Promise<void> {
  try {
    await withTransaction(async (on) => {
      await takeTurnWithInbox(work.shop.shopId, on);
      const facts = await settle(work, kind, found, on).catch(doesNotApply);
      await alongside(on);
      await work.save({ ...progress, facts: sum(work.progress.facts, facts) }, on);
    });
  } catch (error) {
    const { objects, goneIds, readAt } = found;
    if (!(error instanceof DoesNotApply) || objects.length + goneIds.length === 0) throw error;
    if (objects.length + goneIds.length === 1) return setAside(work, kind, found, error, progress, alongside);
    // One of them is to blame: found by halves, it holds up nobody else.
    const half = Math.ceil(objects.length / 2);
    await repairPart(work, kind, { objects: objects.slice(0, half), goneIds: goneIds.slice(0, Math.floor(goneIds.length / 2)), readAt }, {}, async () => {});
    await repairPart(work, kind, { objects: objects.slice(half), goneIds: goneIds.slice(Math.floor(goneIds.length / 2)), readAt }, progress, alongside);
  }
}

/** What was read is at fault, and will be the next time. */
class DoesNotApply extends Error {}

function doesNotApply(error: unknown): never {
  throw isPassingFailure(error) ? error : new DoesNotApply((error as Error).message, { cause: error });
}

/** @returns how many rows of each fact differed */
async function settle(work: Work, kind: Kind, { objects, goneIds, readAt }: Found, on: pg.PoolClient): Promise<Counts> {
  const { shopId } = work.shop;
  const look = async (ids: readonly bigint[]) => byRow(await fingerprints(shopId, kind.facts, ids, on));
  const idOf = (object: StoreObject) => gidNumber(object.node.id);
  const ids = objects.map(idOf);
  const before = await look([...ids, ...goneIds]);
  const wanted = await withoutTrace(on, async () => {
    await kind.write(work, objects, readAt, on);
    await kind.bury(work, goneIds, readAt, on);
    return look([...ids, ...goneIds]);
  });
  const differing = new Set([...differences(before, wanted)].map(({ rootId }) => rootId));
  if (differing.size > 0) {
    await kind.take(work, objects.filter((object) => differing.has(idOf(object))), readAt, on);
    await kind.bury(work, goneIds.filter((id) => differing.has(id)), readAt, on);
  }
  await noteVersions(shopId, objects.filter((object) => !differing.has(idOf(object))).flatMap((object) => kind.rowsOf(object)), on);
  return counted(differences(before, wanted), before, differing.size > 0 ? await look([...differing]) : new Map());
}

async function setAside(work: Work, kind: Kind, { objects, goneIds }: Found, error: Error, progress: Partial<KindProgress>, alongside: (on: pg.PoolClient) => Promise<void>): Promise<void> {
  const id = objects[0]?.node.id ?? kind.gid(goneIds[0] as bigint);
  log().warn({ shopId: String(work.shop.shopId), id, reason: error.message }, 'an object of the store could not be applied');
  const { refused, problems, facts } = work.progress;
  const differed = sum(facts, { [kind.facts[0]]: { checked: 0, differed: 1, repaired: 0, deleted: 0 } });
  await withTransaction(async (on) => {
    await alongside(on);
    await work.save({ ...progress, refused: refused + 1, problems: [...problems, `${id}: ${error.message.slice(0, 300)}`].slice(0, PROBLEMS_KEPT), facts: differed }, on);
  });
}

type Rows = ReadonlyMap<string, Fingerprint>;
type Counts = KindProgress['facts'];

const keyOf = ({ fact, id, part }: Fingerprint): string => `${fact}:${id}:${part}`;
const byRow = (prints: readonly Fingerprint[]): Rows => new Map(prints.map((print) => [keyOf(print), print]));

function* differences(before: Rows, after: Rows): Generator<Fingerprint> {
  for (const [key, row] of after) if (before.get(key)?.print !== row.print) yield row;
  for (const [key, row] of before) if (!after.has(key)) yield row;
}

/** @param after of what differed, as it is now */
function counted(differing: Iterable<Fingerprint>, before: Rows, after: Rows): Counts {
  const counts: Counts = {};
  for (const row of differing) {
    const key = keyOf(row);
    const isRight = after.get(key)?.print === row.print;
    const wentAway = row.gone && before.get(key)?.gone === false;
    counts[row.fact] = plus(counts[row.fact], { checked: 0, differed: 1, repaired: isRight && !wentAway ? 1 : 0, deleted: isRight && wentAway ? 1 : 0 });
  }
  return counts;
}

const NONE: FactCounts = { checked: 0, differed: 0, repaired: 0, deleted: 0 };

const plus = (one: FactCounts = NONE, other: FactCounts = NONE): FactCounts => ({
  checked: one.checked + other.checked,
  differed: one.differed + other.differed,
  repaired: one.repaired + other.repaired,
  deleted: one.deleted + other.deleted,
});

export function sum(some: Counts, more: Counts): Counts {
  const all = { ...some };
  for (const [fact, counts] of Object.entries(more) as [FactName, FactCounts][]) all[fact] = plus(all[fact], counts);
  return all;
}
