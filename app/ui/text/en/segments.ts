// The words of segments: what each is called and why a customer is in it, on their page; and the merchant's own, on Settings.

import { many } from '../many.ts';

export interface SegmentWords {
  money(minor: number): string;
  percent(basisPoints: number): string;
}

const days = (count: number): string => (count < 1 ? 'less than a day' : `${count} ${many(count, 'day', 'days')}`);
const times = (orders: number | undefined): string => (orders === 1 ? 'once' : `${orders} times`);

export const segments = {
  title: 'Segments',
  none: 'In no segment so far. Most segments need some fifty customers of yours to compare with.',
  /** By code. */
  label: (code: string, about: string): string =>
    ({
      prospect: 'Prospect', new: 'New', active: 'Active', lapsing: 'Lapsing', lost: 'Lost', loyal: 'Loyal', frequent: 'Frequent', vip: 'VIP', bargain_hunter: 'Bargain hunter', full_price: 'Pays full price',
      fond_of: `Fond of ${about}`, engaged: 'Engaged',
    })[code] ?? code,
  why: (code: string, [first = 0, second = 0, third = 0]: readonly number[], about: string, words: SegmentWords): string =>
    ({
      prospect: 'Known here, and has no order that was kept.',
      new: `Ordered once, ${days(first)} ago.`,
      active: `Ordered ${times(first)}, last ${days(second)} ago.`,
      lapsing: `Last ordered ${days(first)} ago; nine of ten of your customers who come back do so within ${days(second)}.`,
      lost: `Last ordered ${days(first)} ago, more than twice the ${days(second)} within which nine of ten come back.`,
      loyal: `Ordered ${times(first)}; four of five of your customers ordered ${times(second)} at most.`,
      frequent: `Orders every ${days(first)}; the quickest quarter of your customers does so every ${days(second)}.`,
      vip: `Spent ${words.money(first)}; the twentieth of your customers who spend most begins at ${words.money(second)}.`,
      bargain_hunter: `${first} of ${second} orders had a discount, more than with most of your customers.`,
      full_price: `None of ${first} orders had a discount.`,
      fond_of: `${first} of ${second} orders hold ${about}; of all your orders ${words.percent(third)} do.`,
      engaged: `Followed the link of ${first} of the last ${second} emails.`,
    })[code] ?? '',
  own: {
    title: 'Your own segments',
    body: 'Groups of customers by a tag, by what they spent or by how often they ordered. Setwise tells new, loyal, lapsing and other customers apart by itself.',
    empty: 'None yet.',
    /** Why somebody is in it, and what it says on Settings. */
    rule: (kind: string, value: string, words: Pick<SegmentWords, 'money'>): string =>
      ({ tag: `Customers tagged ${value}`, spend: `Customers who spent ${words.money(Number(value))} or more`, orders: `Customers who ordered ${times(Number(value))} or more` })[kind] ?? '',
    name: 'Name',
    kind: 'Who is in it',
    kinds: { tag: 'Has the tag', spend: 'Spent at least', orders: 'Ordered at least' },
    value: { tag: 'Customer tag', spend: 'Amount', orders: 'Orders' },
    add: 'Add segment',
    removeShort: 'Remove',
    remove: (title: string) => `Remove ${title}`,
    saved: 'Segments saved',
    refused: (why: string): string =>
      ({
        too_many: 'There are 50 segments already. Remove one first.',
        not_a_name: 'A segment needs a name of 60 characters at most, without a colon.',
        name_taken: 'There is a segment of that name already. Choose another.',
        not_a_tag: 'Type the tag, 255 characters at most.',
        not_a_number: 'Type a number above 0.',
      })[why] ?? why,
  },
} as const;
