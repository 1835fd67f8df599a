// The words of what shoppers answer to offers: of a set, and of one customer.
export const answers = {
  line: (said: string) => `Of shoppers, ${said}.`,
  haveIt: (count: string) => `${count} said they have it`,
  notForMe: (count: string) => `${count} said it is not for them`,
  quiet: (count: string) => `${count} wanted no recommendations any more`,
  ofOffers: 'What shoppers say',
  lately: (days: string, said: string) => (said === '' ? `In the last ${days} days nobody answered an offer.` : `In the last ${days} days ${said}.`),
  before: (days: string, said: string) => (said === '' ? `In the ${days} days before, nobody did.` : `In the ${days} days before, ${said}.`),
  title: 'Answered',
  given: (answer: string, product: string): string =>
    ({ have_it: `Has ${product}.`, not_for_me: `${product} is not for them.`, none: 'Wants no recommendations, neither by email nor in the store.' })[answer] ?? answer,
  said: (when: string, place: string) => (place === '' ? `Said ${when}.` : `Said ${when}, ${place}.`),
} as const;
