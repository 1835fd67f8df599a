// Why a suggestion is worth a look today, in one sentence.
import type { WhyNow } from '#app/domain/set/why-now.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export function whyNowSentence(why: WhyNow, format: ShopFormat): string {
  const { whyNow } = text.sets.review;
  switch (why.kind) {
    case 'in_season':
      return whyNow.inSeason;
    case 'season_begins':
      return whyNow.seasonBegins(format.months[why.month - 1] ?? '');
    case 'new':
      return whyNow.new;
    case 'anchor_sells_most':
      return why.place === 1 ? whyNow.sellsMost : whyNow.sellsAmongMost(format.count(why.place));
    case 'bought_lately':
      return whyNow.boughtLately(why.days);
  }
}
