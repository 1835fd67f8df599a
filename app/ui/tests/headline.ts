// What is known of a test as a sentence, why, and where it stands.
import type { TestOnDesk } from '#app/read/tests.ts';
import { intervalMoney } from '../results/interval-money.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';
import { versionName } from './words.ts';

export interface TestHeadline {
  tone: 'good' | 'open' | 'blocked';
  title: string;
  why: string[];
}

export type TestStatus = keyof typeof text.tests.status;

export function statusOf({ conclusion, verdict }: Pick<TestOnDesk, 'conclusion' | 'verdict'>): TestStatus {
  if (conclusion) return conclusion;
  return verdict?.kind === 'not_yet' || !verdict ? 'running' : verdict.kind;
}

export function testHeadline({ verdict }: Pick<TestOnDesk, 'verdict'>, format: ShopFormat): TestHeadline {
  const said = text.tests.verdict;
  if (!verdict || verdict.kind === 'waiting') return { tone: 'open', title: said.waiting, why: [said.waitingWhy] };
  if (verdict.kind === 'broken') return { tone: 'blocked', title: said.brokenTitle, why: [said[verdict.fault], said.brokenDo] };
  if (verdict.kind === 'not_yet') {
    const { have, needed, knownOn, leastUntil } = verdict;
    const until = format.date(leastUntil);
    const title = knownOn ? said.notYet(format.date(knownOn)) : needed === null || have === 0 ? said.notYetNoDate : said.notYetFar;
    const isEnough = needed !== null && have >= needed;
    const why = needed === null ? said.notYetNone(format.count(have), until) : isEnough ? said.notYetDays(format.count(have), until) : said.notYetWhy(format.count(have), format.count(needed), until);
    return { tone: 'open', title, why: [why] };
  }
  const { arms, proposed, barred } = verdict;
  const winner = arms.find(({ arm, standing }) => arm === proposed && standing === 'better');
  const why = barred.length > 0 ? [said.barred(format.list(barred.map(versionName)))] : [];
  if (!winner?.difference) return { tone: 'open', title: said.none, why: [...why, said.noneWhy] };
  const money = intervalMoney(winner.difference, format);
  return { tone: 'good', title: said.better(versionName(winner.arm), money(winner.difference.low), money(winner.difference.high)), why: [...why, said.propose(versionName(winner.arm))] };
}
