// Where stock lies, and whether it is for sale online from there. A location that begins or ceases to sell is noted: it may
// sell out half a catalogue at once.
import { gidNumber } from '#app/adapters/shopify/gid.ts';
import { type LocationNode, LOCATIONS, type LocationsAnswer } from '#app/adapters/shopify/operations/locations.ts';
import { recordChanges } from '#app/db/changes.ts';
import { type LocationRow, locationsOf, replaceLocations } from '#app/db/locations.ts';
import { withTransaction } from '#app/db/pool.ts';
import type { Reread } from './reread-fact.ts';

export const rereadLocations: Reread = async ({ shopId }, client, at) => {
  const nodes: LocationNode[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { locations }: LocationsAnswer = await client.run(LOCATIONS, { after: after ?? null });
    nodes.push(...locations.nodes);
    after = locations.pageInfo.hasNextPage ? locations.pageInfo.endCursor : null;
  }
  const now = nodes.map(({ id, name, isActive, fulfillsOnlineOrders }): LocationRow => ({ locationId: gidNumber(id), name, active: isActive, fulfillsOnline: fulfillsOnlineOrders }));
  await withTransaction(async (on) => {
    const before = await locationsOf(shopId, on);
    await replaceLocations(shopId, now, on);
    const changes = before.length === 0 ? [] : differences(before, now);
    await recordChanges(shopId, changes.map((change) => ({ ...change, changedAt: at, actor: 'shopify' })), on);
  });
};

const sells = (location: LocationRow | undefined): boolean => location?.active === true && location.fulfillsOnline;

function differences(before: readonly LocationRow[], now: readonly LocationRow[]) {
  const known = new Map(before.map((one) => [one.locationId, one]));
  const left = new Map(now.map((one) => [one.locationId, one]));
  return [...known.keys(), ...[...left.keys()].filter((id) => !known.has(id))].flatMap((id) => {
    const [was, is] = [known.get(id), left.get(id)];
    if (sells(was) === sells(is)) return [];
    return [{ event: sells(is) ? 'location_sells' : 'location_stopped_selling', detail: { locationId: String(id), name: (is ?? was)?.name ?? '' } }];
  });
}
