// Which strategy the shop's orders carry, and the one suggestion to start with: as it was counted last night.
import { strategyCountsOf, stillSuggested } from '#app/db/strategy-counts.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';
import { type StrategySupport, strategySupport } from '#app/domain/set/strategy-support.ts';

export interface SupportCard {
  strategies: StrategySupport[];
  recommended: Strategy | null;
  /** The best suggestion that still waits, always of a completing set: of no other do orders say beforehand what it brings. null: none brings anything that is known. */
  opportunity: { setId: string; goal: string; orders: number; leftMinor: number } | null;
}

/** @returns null: nothing was counted yet */
export async function supportCard(shopId: bigint): Promise<SupportCard | null> {
  const kept = await strategyCountsOf(shopId);
  if (!kept) return null;
  const open = await stillSuggested(shopId, kept.opportunities.map(({ setId }) => setId));
  const best = kept.opportunities.find(({ setId }) => open.has(setId));
  return { ...strategySupport(kept.counts), opportunity: best ? { ...best, goal: open.get(best.setId)! } : null };
}
