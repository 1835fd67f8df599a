// What a set of owners or of better versions does, in one sentence; a completing set says it by its parts.
import { isOfOwners } from '#app/domain/set/check-definition.ts';
import type { SetSummary } from '#app/read/sets.ts';
import { text } from '../text/text.ts';

/** @returns undefined: of a set that completes */
export function strategySentence({ strategy, anchor, slots, signals }: SetSummary): string | undefined {
  const { strategies } = text.sets.review;
  const [from, to] = slots.map(({ candidates }) => candidates[0]?.title ?? '');
  if (strategy === 'evolution') return signals?.ownedDays ? strategies.evolutionAfter(from ?? '', to ?? '', signals.ownedDays) : strategies.evolution(from ?? '', to ?? '');
  if (isOfOwners(strategy)) return strategies.ecosystem(from ?? '', to ?? '');
  return strategy === 'upsell' ? strategies.upsell(anchor.title, from ?? '') : undefined;
}
