// One kind, a step at a time: what changed since the last good point is read whole; then everything is listed, by id and
// version, which also finds what no time tells of: deletions, and what was lost before; then what differs is read whole.
import { refreshListedStatistics } from '#app/db/across-shops/refresh-statistics.ts';
import { countListed, doneReading, findDiffering, forgetListed, idsToRead, keepListed } from '#app/db/listed-ids.ts';
import { withTransaction } from '#app/db/pool.ts';
import type { KindProgress } from '#app/db/reconciliations.ts';
import { updatedSince } from '#app/adapters/shopify/operations/changed-since.ts';
import { daysBefore } from '#app/domain/days.ts';
import type { Kind, Listing, Work } from './kind.ts';
import { advanceReading, nextStep, withChildren } from './read-objects.ts';
import { repair, sum } from './repair.ts';

/** Without read_all_orders the store shows sixty days of orders by the time it knows and we do not; what is near the edge is left alone. */
const SHOWN_DAYS = 55;

/** Objects of a bulk operation that are in memory together: whole ones, and ids with their versions. */
const WHOLE_AT_ONCE = 200;
const LISTED_AT_ONCE = 2_000;
/** Above this the database has to look at what was listed before it can plan how to compare it. */
const MANY_LISTED = 20_000;

type Step = (work: Work) => Promise<'advanced' | 'waits'>;

/** @returns 'done' when the kind has no step left */
export async function advanceKind(work: Work, kind: Kind): Promise<'advanced' | 'waits' | 'done'> {
  const step = stepsOf(kind)[work.progress.step];
  return step ? step(work) : 'done';
}

function stepsOf(kind: Kind): Step[] {
  const { changed } = kind;
  const readChanged: Step[] = changed
    ? [(work) => advanceReading(work, changed, updatedSince(work.run.since), WHOLE_AT_ONCE, ({ objects, readAt, progress }) => repair(work, kind, { objects, goneIds: [], readAt }, progress))]
    : [];
  return [...readChanged, beginListing, ...kind.listings.map((listing) => (work: Work) => list(work, listing)), (work) => compare(work, kind), (work) => readDiffering(work, kind)];
}

async function beginListing({ shop, progress, now, save }: Work): Promise<'advanced'> {
  await withTransaction(async (on) => {
    await forgetListed(shop.shopId, on);
    await save({ ...nextStep(progress.step), listedAt: now().toISOString() }, on);
  });
  return 'advanced';
}

function list(work: Work, listing: Listing): Promise<'advanced' | 'waits'> {
  return advanceReading(work, listing, null, LISTED_AT_ONCE, ({ objects, progress }) =>
    withTransaction(async (on) => {
      await keepListed(work.shop.shopId, objects.flatMap((object) => listing.rowsOf(object)), on);
      await work.save(progress, on);
    }),
  );
}

async function compare({ shop: { shopId, scopes }, run, progress, save }: Work, kind: Kind): Promise<'advanced'> {
  const listedAt = new Date(progress.listedAt ?? 0);
  const reach = scopes.split(',').includes('read_all_orders') ? new Date(0) : daysBefore(listedAt, SHOWN_DAYS);
  const listed = await countListed(shopId, kind.facts);
  if ([...listed.values()].some((total) => total > MANY_LISTED)) await refreshListedStatistics();
  const checked: KindProgress['facts'] = {};
  for (const [fact, total] of listed) checked[fact] = { checked: total, differed: 0, repaired: 0, deleted: 0 };
  await withTransaction(async (on) => {
    await findDiffering(shopId, kind.name, kind.facts, { listedAt, reach, changedSince: kind.changed ? null : run.since }, on);
    await save({ ...nextStep(progress.step), facts: sum(progress.facts, checked) }, on);
  });
  return 'advanced';
}

async function readDiffering(work: Work, kind: Kind): Promise<'advanced'> {
  const { shop: { shopId }, client, progress, now, save } = work;
  const ids = await idsToRead(shopId, kind.name, kind.idsAQuery);
  if (ids.length === 0) {
    await withTransaction(async (on) => {
      await forgetListed(shopId, on);
      await save(nextStep(progress.step), on);
    });
    return 'advanced';
  }
  const readAt = now();
  const { nodes } = await client.run(kind.byId, { ids: ids.map((id) => kind.gid(id)) });
  const objects = await withChildren(client, nodes.filter((node) => node !== null), kind.children);
  const goneIds = ids.filter((_id, at) => nodes[at] === null);
  await repair(work, kind, { objects, goneIds, readAt }, {}, (on) => doneReading(shopId, kind.name, ids, on));
  return 'advanced';
}
