// The words for other discounts of the store: what they are, where they meet a set, what to watch.
import { many } from '../many.ts';

export const otherDiscounts = {
  title: 'Other discounts of your store',
  help: 'What Shopify takes off beside the set discount. On one product a single product discount counts; an order discount comes on top where both allow it; where they do not, the customer has whichever is worth more.',
  none: 'No other discount is active or planned that could meet a set.',
  codesLeftOut: 'Codes that combine with nothing are not listed: none takes anything off beside a set.',
  combineTitle: 'The set discount may come together with',
  combine: { order: 'Order discounts', product: 'Discounts on other products', shipping: 'Discounts on shipping' },
  combineHelp: {
    order: 'Setwise then gives so much less that your floor holds with all of them together.',
    product: 'On other products of the same cart.',
    shipping: 'Such as free shipping.',
  },
  off: {
    percent: (percent: string) => `${percent} off`,
    amount: (money: string) => `${money} off`,
    each: (money: string) => `${money} off each`,
    unknown: 'Shopify does not say how much',
  },
  covers: {
    order: 'the whole order',
    shipping: 'shipping',
    all: 'every product',
    some: 'some products; which ones, Shopify does not say',
    unread: 'what is in a collection; which products, is still being read',
    collections: (titles: string) => `what is in ${titles}`,
    products: (count: string, one: boolean) => `${count} ${one ? 'product' : 'products'}`,
  },
  sentence: (off: string, covers: string) => `${off}, ${covers}`,
  unsaid: 'Shopify does not say how much this takes off, nor off what.',
  byWord: (percent: string) => `At most ${percent} off, by your word.`,
  most: (title: string) => `The most that ${title} takes off`,
  mostHelp: 'Say the most that it may, and it is judged like the others, as if it covered every product. Left empty, it is not judged.',
  mostUnsound: 'A number from 0 to 100.',
  code: 'Code',
  automatic: 'Automatic',
  begins: (when: string) => `Begins ${when}.`,
  ends: (when: string) => `Ends ${when}.`,
  meets: {
    stacks: 'Comes on top of the set discount. Your floor is held with both.',
    better_one: 'Does not add to the set discount: the customer has whichever is worth more.',
    apart: 'Comes beside the set discount, and takes nothing off the products.',
  },
  warning: {
    stacks: (discount: string, off: string, product: string, margin: string, floor: string) => `${discount} (${off}) also covers ${product}: together with the set, ${margin} would be left, below your floor of ${floor}. It is not offered while that runs.`,
    instead: (discount: string, off: string, product: string, margin: string, floor: string) => `${discount} (${off}) also covers ${product}: whoever has it instead of the set discount leaves you ${margin}, below your floor of ${floor}.`,
    label: 'Other discounts to watch',
    offOrder: (off: string) => `${off} the order`,
  },
  trouble: {
    title: (discount: string, sets: string, count: number) => `${discount} brings ${sets} live ${many(count, 'set', 'sets')} below your floor`,
    means: 'This discount is not Setwise’s. End it, make it smaller, or pause the sets: each says on its page which product it is about.',
  },
} as const;
