// The words of a week that is over.
import { many } from '../many.ts';

export const digests = {
  title: 'Weeks',
  action: 'Week by week',
  intro: 'What each week brought, told on Monday morning.',
  last: 'Last week',
  earlier: 'Earlier weeks',
  week: (from: string, to: string) => `${from} to ${to}`,
  emptyTitle: 'No week is over yet',
  empty: 'On Monday morning Setwise says here what the week before brought: what changed, what shoppers answered, and what waits for you.',
  quiet: (live: string) => `Nothing changed, and no shopper answered. Sets live: ${live}.`,
  sets: (parts: string) => `Sets: ${parts}.`,
  approved: (_: number, count: string) => `${count} went live`,
  paused: (_: number, count: string) => `${count} paused`,
  refused: (_: number, count: string) => `${count} refused`,
  suggested: (_: number, count: string) => `${count} newly suggested`,
  byItself: (n: number, count: string) => `${count} of them ${many(n, 'was', 'were')} approved by Setwise, above your bar.`,
  soldOut: (n: number, count: string) => `${count} ${many(n, 'product', 'products')} of live sets sold out.`,
  guardrails: (n: number, count: string) => `Guardrails were changed ${n === 1 ? 'once' : `${count} times`}.`,
  answered: (said: string) => `Of what was offered, ${said}.`,
  noAnswers: 'No shopper answered.',
  mostNotForMe: (goal: string, count: string) => `Most said “not for me” to “${goal}” (${count}): look at its products.`,
  waiting: (n: number, count: string) => `${count} ${many(n, 'suggestion waits', 'suggestions wait')} for you.`,
} as const;
