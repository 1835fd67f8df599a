// A trouble as a title and what it means.
import type { Trouble } from '#app/read/data-health-troubles.ts';
import type { ShopFormat } from '../shop-format.ts';
import { dataHealth } from '../text/data-health.ts';

const { trouble: said } = dataHealth;

export function troubleTitle(trouble: Trouble, format: ShopFormat): string {
  switch (trouble.kind) {
    case 'quiet':
      return said.quiet(trouble.about, format.dateTime(trouble.since));
    case 'waiting':
      return said.waiting(format.count(trouble.count), trouble.count === 1, trouble.oldestMsAgo);
    case 'set_aside':
      return said.set_aside(format.count(trouble.count), trouble.count === 1);
    case 'not_compared':
      return said.not_compared(format.dateTime(trouble.goodAt));
    default:
      return said[trouble.kind];
  }
}

export function troubleMeans(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'past_failed':
      return said.past_failedMeans(trouble.error);
    case 'comparison_failed':
      return said.comparison_failedMeans(trouble.error);
    default:
      return said[`${trouble.kind}Means`];
  }
}
