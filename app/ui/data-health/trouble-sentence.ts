// A trouble as a title and what it means.
import type { Trouble } from '#app/read/data-health-troubles.ts';
import type { ShopFormat } from '../shop-format.ts';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

export function troubleTitle(trouble: Trouble, format: ShopFormat): string {
  switch (trouble.kind) {
    case 'quiet':
      return text.dataHealth.trouble.quiet(trouble.about, format.dateTime(trouble.since));
    case 'waiting':
      return text.dataHealth.trouble.waiting(format.count(trouble.count), trouble.count === 1, trouble.oldestMsAgo);
    case 'set_aside':
      return text.dataHealth.trouble.set_aside(format.count(trouble.count), trouble.count === 1);
    case 'other_discount':
      return text.otherDiscounts.trouble.title(trouble.title, format.count(trouble.sets), trouble.sets);
    case 'not_compared':
      return text.dataHealth.trouble.not_compared(format.dateTime(trouble.goodAt));
    default:
      return text.dataHealth.trouble[trouble.kind];
  }
}

export function troubleMeans(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'past_failed':
      return text.dataHealth.trouble.past_failedMeans(kept(trouble.error));
    case 'other_discount':
      return text.otherDiscounts.trouble.means;
    case 'comparison_failed':
      return text.dataHealth.trouble.comparison_failedMeans(kept(trouble.error));
    default:
      return text.dataHealth.trouble[`${trouble.kind}Means`];
  }
}
