// When, where and for whom a set is offered, in one sentence: "Always, everywhere, for everyone."
import type { EditorChoices } from '#app/read/set.ts';
import type { SetText } from '#app/domain/set/set-text.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

type Conditions = Pick<SetText, 'startsOn' | 'endsOn' | 'season' | 'marketIds' | 'segments' | 'trialBp' | 'byRuleOnly'>;

export function conditionsSentence(conditions: Conditions, choices: Pick<EditorChoices, 'markets' | 'segments'>, format: Pick<ShopFormat, 'day' | 'list' | 'months' | 'percent'>): string {
  const say = text.setEditor;
  const { startsOn, endsOn, season, marketIds, segments, trialBp, byRuleOnly } = conditions;
  const { day } = format;
  const dates = startsOn && endsOn ? say.betweenDays(day(startsOn), day(endsOn)) : startsOn ? say.fromDay(day(startsOn)) : endsOn ? say.untilDay(day(endsOn)) : null;
  const yearDay = (of: { month: number; day: number }) => say.yearDay(String(of.day), format.months[of.month - 1] ?? '');
  const ofYear = season && say.everyYear(yearDay(season.from), yearDay(season.to));
  const when = [dates, ofYear].filter((each) => each !== null).join(', ') || say.always;
  const marketNames = marketIds.map((id) => choices.markets.find((market) => market.marketId === id)?.name ?? `#${id}`);
  const where = marketNames.length === 0 ? say.everywhere : say.inMarkets(format.list(marketNames));
  const names = segments.map((name) => segmentTitle(choices.segments.find((segment) => segment.name === name) ?? { name, title: null }));
  const everyone = names.length === 0 ? say.everyone : say.forSegments(format.list(names));
  const whom = [trialBp === null ? everyone : say.onTrial(everyone, format.percent(trialBp)), ...(byRuleOnly ? [say.byRule] : [])].join(', ');
  const sentence = say.whenSentence(when, where, whom);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The merchant's own are called as they called them. */
export const segmentTitle = ({ name, title }: EditorChoices['segments'][number]): string => title ?? text.segments.label(name, '');
