// The words for what unsaved guardrails would have made of the offers of the last 30 days.
import { many } from '../many.ts';

const daysBefore = (days: number): string => (days === 0 ? 'that same day' : `${days} ${many(days, 'day', 'days')} before`);

export const guardrailsReplay = {
  title: 'Before you save',
  clean: 'Change something, and see here what it would have done to the offers of the last 30 days.',
  none: 'No offers were made in the last 30 days yet. Here is what it does to your catalogue.',
  counts: (offers: string, changed: string, refused: string) => `Of ${offers} offers in the last 30 days, this would have changed ${changed} and refused ${refused}.`,
  unchanged: (offers: string) => `Of ${offers} offers in the last 30 days, this would have changed none.`,
  already: (count: string) => `${count} would come out differently today, saved or not: prices, costs or guardrails changed since.`,
  notJudged: (count: string) => `${count} cannot be judged again: their products are gone, they were in another currency, or they were very rare.`,
  notReplayed: 'Not judged again: tags, places and what fits what, which depend on who the customer was. Nor is what would be offered besides.',
  examples: (count: number) => (count === 1 ? 'Look at one' : `Look at ${count} of them`),
  hideExamples: 'Hide them',
  listTitle: 'Offers that would have been different',
  refused: 'Refused',
  changed: 'Changed',
  times: (count: number, said: string) => `${said} ${many(count, 'offer', 'offers')} like this`,
  cart: (products: string) => `With ${products} in the cart`,
  priceNow: (title: string, before: string, after: string, why: string) => `${title}: ${before} → ${after}. ${why}`,
  leftOut: (title: string, why: string) => `${title}: left out. ${why}`,
  decision: 'The decision',
  decisionNamed: (when: string) => `The decision of ${when}`,
  why: {
    set: 'As much as its set gives.',
    max_discount: 'More than your largest discount.',
    margin_floor: 'More would be below your floor.',
    no_cost: 'Its cost is not known.',
    would_not_pay: 'More would not pay.',
    free_shipping: 'Shipping would not be free.',
    blocked: 'It is on your block list.',
    recent_return: (since: number, wait: number) => `The customer had sent it back ${daysBefore(since)}; you would wait ${wait}.`,
    bought_in_category: (since: number, wait: number) => `The customer had bought something of its type ${daysBefore(since)}; you would wait ${wait}.`,
    offered_lately: (since: number, wait: number) => `A message had suggested it ${daysBefore(since)}; you would wait ${wait}.`,
    too_early: (since: number, wait: number) => `The customer’s first purchase had arrived ${daysBefore(since)}; you would wait ${wait}.`,
    too_dear: (share: string, most: string) => `It costs ${share} of what starts the set; you allow ${most}.`,
    below_margin_floor: (margin: string, floor: string) => `It leaves at most ${margin}; your floor is ${floor}.`,
  },
} as const;
