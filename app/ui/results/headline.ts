// The one number as a sentence: what was added with its interval, or why it cannot be said and when it will be.
import type { Result } from '#app/read/results.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';
import { intervalMoney } from './interval-money.ts';

export interface Headline {
  tone: 'good' | 'bad' | 'open' | 'blocked';
  title: string;
  why: string;
}

export function headline(result: Pick<Result, 'verdict' | 'exposed' | 'holdout' | 'holdoutBp'>, format: ShopFormat): Headline {
  const { results } = text;
  const { verdict, exposed, holdout, holdoutBp } = result;
  if (verdict.kind === 'broken')
    return {
      tone: 'blocked',
      title: results.brokenTitle,
      why: verdict.fault === 'lost' ? results.brokenLost(format.count(exposed.subjects), format.count(holdout.subjects)) : results.broken(format.count(exposed.subjects), format.count(holdout.subjects), format.percent(holdoutBp)),
    };
  if (verdict.kind === 'not_yet') {
    const { needed, have, knownOn } = verdict;
    const title = knownOn ? results.notYet(format.date(knownOn)) : needed === null ? results.notYetNoDate : have === 0 ? results.notYetNoDate : results.notYetFar;
    const why = have === 0 ? results.nobody : needed === null ? results.notYetNoRate : results.notYetWhy(format.count(have), format.count(needed));
    return { tone: 'open', title, why };
  }
  const { low, high } = verdict.added;
  const money = intervalMoney(verdict.added, format);
  if (verdict.direction === 'more') return { tone: 'good', title: results.added(money(low), money(high)), why: results.basis };
  if (verdict.direction === 'less') return { tone: 'bad', title: results.lost(money(-high), money(-low)), why: results.basis };
  return { tone: 'open', title: results.unclear(money(low), money(high)), why: results.basis };
}

/** Which mean is compared. */
export const estimand = (capMinor: number | null, format: ShopFormat): string => (capMinor === null ? text.results.estimand : text.results.estimandCapped(format.money(capMinor)));

export function scopeName(of: { kind: 'on_site' } | { kind: 'global' } | { kind: 'placement'; placement: string } | { kind: 'workflow'; trigger: string }): string {
  if (of.kind === 'on_site') return text.results.onSite;
  if (of.kind === 'global') return text.results.global;
  return of.kind === 'placement' ? text.placement(of.placement) : text.workflows.name(of.trigger);
}
