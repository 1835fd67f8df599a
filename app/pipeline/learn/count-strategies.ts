// Every night, after suggestions were made: how far the orders carry each strategy, and which suggestion to start with.
import { countStrategies as count, writeStrategyCounts } from '#app/db/strategy-counts.ts';
import { bestOpportunities } from '#app/domain/set/opportunities.ts';
import { judgeSuggestions } from './judge-suggestions.ts';

/** When the best is judged, the next takes its place until the next night. */
const OPPORTUNITIES = 20;

export async function countStrategies(shopId: bigint, now: Date): Promise<void> {
  const open = await judgeSuggestions(shopId, now);
  // Orders together say what a completion brings; of the others they say how many took the way.
  const completing = open.filter(({ strategy }) => strategy === 'completion');
  const anchors = completing.filter(({ evidence }) => evidence === 'orders').length;
  await writeStrategyCounts(shopId, { counts: await count(shopId, anchors), opportunities: bestOpportunities(completing, OPPORTUNITIES), countedAt: now });
}
