// The words of Data health.
import { many } from '../many.ts';

const UNITS = [
  [60_000, 'second'],
  [3_600_000, 'minute'],
  [86_400_000, 'hour'],
  [Number.POSITIVE_INFINITY, 'day'],
] as const;
const MS: Record<(typeof UNITS)[number][1], number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** 125000 → "2 minutes" */
export function span(ms: number): string {
  const unit = UNITS.find(([below]) => ms < below)?.[1] ?? 'day';
  const count = Math.max(1, Math.floor(ms / MS[unit]));
  return `${count} ${many(count, unit, `${unit}s`)}`;
}

const ago = (ms: number): string => (ms < 60_000 ? 'less than a minute ago' : `${span(ms)} ago`);
const pace = (ms: number | null): string => (ms === null ? 'more than an hour' : `within ${ms < 1_000 ? `${ms} milliseconds` : span(ms)}`);
const told = (about: string): string => (about === 'orders' ? 'orders' : 'products and stock');

export const dataHealth = {
  title: 'Data health',
  intro: 'Whether what Setwise knows of your store can be trusted today, and why not.',
  check: 'Check against Shopify now',
  checking: 'Setwise asks Shopify for everything and compares. You can leave this page; it goes on without you.',
  checkAsked: 'The comparison begins',
  checkDone: (differed: number) => (differed === 0 ? 'Compared: nothing differed' : `Compared: ${differed} ${many(differed, 'record', 'records')} differed and ${many(differed, 'was', 'were')} brought up to your store`),
  readAgain: 'Read the store again',
  lookAgain: 'Look again',
  openMarkets: 'Open your markets in Shopify',
  seeAndTry: 'See and try again',
  ago,

  verdict: {
    good: 'Setwise knows your store as it is',
    underWay: 'Your store is being read',
    underWayBody: 'Until that is done, Setwise knows only a part of it. Home shows how far it is.',
    wrong: (count: number) => `What Setwise knows of your store may be out of date: ${count} ${many(count, 'thing needs', 'things need')} you`,
    sellsNowhere: 'Your store sells nowhere, so Setwise offers nobody anything',
    applied: 'Every message of Shopify’s that came was applied.',
    madeGood: 'Every message of Shopify’s that came was applied, or what it told was read from the store since.',
    applying: (count: string, one: boolean) => `${count} ${one ? 'message is' : 'messages are'} being applied.`,
    lastCame: (ms: number) => `Shopify’s last message came ${ago(ms)}.`,
    noneCame: 'None came in the last thirty days.',
    compared: (when: string) => `Everything in your store up to ${when} is known to be here.`,
    catalogue: (count: number) => (count === 0 ? 'Nothing in your catalogue holds offers back.' : `${count} ${many(count, 'thing', 'things')} in your catalogue ${many(count, 'costs', 'cost')} you offers or accuracy; ${many(count, 'it stands', 'they stand')} below.`),
  },

  needs: 'What needs you',
  trouble: {
    no_market: 'None of your markets is active',
    no_marketMeans: 'Nobody can buy from your store, so nobody is offered anything, neither in the store nor by email. Make a market active in Shopify; Setwise hears of it within seconds.',
    quiet: (about: string, since: string) => `Shopify stopped telling Setwise about ${told(about)}: it said nothing of a change of ${since}`,
    quietMeans: 'Until it tells again, offers may show what just sold out or an old price. Setwise reads your store by itself every half hour meanwhile.',
    waiting: (count: string, one: boolean, ms: number) => `${count} ${one ? 'message waits' : 'messages wait'} to be applied, the oldest for ${span(ms)}`,
    waitingMeans: 'Setwise decides on what it knew before them. Messages are applied within seconds while its worker runs: whoever runs Setwise should look at that.',
    past_failed: 'Reading your store stopped',
    past_failedMeans: (why: string) => `${why} What was read so far is kept; reading again repeats nothing that is right already.`,
    past_missing: 'Your store was never read',
    past_missingMeans: 'Without your catalogue and your orders there is nothing to offer and nothing to learn from.',
    set_aside: (count: string, one: boolean) => `${count} ${one ? 'message' : 'messages'} from Shopify could not be applied, and what ${one ? 'it' : 'they'} told is still missing`,
    set_asideMeans: 'A sold-out product may still be offered, or an order be missing from what Setwise learns, until that is applied or the store is compared.',
    comparison_failed: 'The last comparison with your store did not finish',
    comparison_failedMeans: (why: string) => `${why} What Shopify never told stays unknown until one finishes; the next is tried tonight.`,
    not_compared: (when: string) => `Your store was last compared in full on ${when}`,
    not_comparedMeans: 'It should be every night. What Shopify never told since stays unknown.',
  },

  deliveries: {
    title: 'What Shopify tells',
    lag: (p50: number | null, p95: number | null, count: string) =>
      `In the last 24 hours ${count} ${count === '1' ? 'message was' : 'messages were'} applied, ${p50 === p95 ? '' : `half of them ${pace(p50)}, `}95 of 100 ${pace(p95)} after they came.`,
    quietDay: 'No message came in the last 24 hours.',
    waitingNone: 'None waits.',
    waiting: (count: string, ms: number) => `${count} ${count === '1' ? 'waits' : 'wait'}, the oldest for ${span(ms)}.`,
    watchNever: 'Every ten minutes Setwise asks whether something happened that Shopify did not tell. The first time is still to come.',
    watchFine: (when: string) => `Asked on ${when}: nothing happened in your store that Shopify did not tell.`,
    watchQuiet: (about: string, when: string) => `Asked on ${when}: Shopify does not tell about ${told(about)}.`,
    hours: (setAside: boolean) => (setAside ? 'Messages by hour; hatched: set aside' : 'Messages by hour'),
    picture: (all: string, busiest: string, setAside: string) => `Messages of the last 24 hours by hour: ${all} in all, ${busiest} in the busiest hour, ${setAside} set aside`,
    dayAgo: '24 hours ago',
    now: 'now',
    hour: 'Hours ago',
    applied: 'Applied',
    setAside: 'Set aside',
    about: 'About',
    last: 'Last message',
    lastDay: 'In 24 hours',
    never: 'None in 30 days',
    family: (family: string): string =>
      ({
        orders: 'Orders', returns: 'Returns and refunds', parcels: 'Parcels', products: 'Products', stock: 'Stock and costs', customers: 'Customers', checkouts: 'Checkouts',
        subscriptions: 'Subscriptions', discounts: 'Discounts', other: 'The shop and the app',
      })[family] ?? family,
    setAsideNone: 'No message was set aside in the last 90 days.',
    setAsideSome: (all: string, one: boolean, open: number) => `${all} ${one ? 'message was' : 'messages were'} set aside in the last 90 days; ${open === 0 ? `what ${one ? 'it' : 'they'} told was read from the store since` : `what ${one ? 'it' : `${open} of them`} told is still missing`}.`,
    setAsideAction: 'See what was set aside',
  },

  store: {
    title: 'Reading and comparing',
    sixtyTitle: 'Shopify shows Setwise only 60 days of your orders',
    sixty: (since: string, accuracy: string) => `${since} From fewer orders it learns to name the missing product among its first ten less often. ${accuracy} Products that customers bought earlier may be offered to them again, and none can be called long unsold. Approve the permission to read all orders when Setwise asks for it; the rest is then read by itself.`,
    knownSince: (when: string) => `The oldest order that is known is of ${when}.`,
    comparisons: 'Comparisons with your store',
    comparisonsNone: 'None yet. Your store is compared every night, and when you ask.',
    comparing: (kind: string, done: number, kinds: number) => `Comparing ${kind}: ${done} of ${kinds} kinds done`,
    soFar: (checked: string) => `${checked} records looked at so far`,
    barLabel: 'Progress of the comparison',
    begun: 'Begun',
    why: 'Why',
    looked: 'Looked at',
    differed: 'Differed',
    reason: (reason: string): string => ({ nightly: 'Every night', asked: 'Somebody asked', webhooks_quiet: 'Shopify had stopped telling' })[reason] ?? reason,
    running: 'under way',
    failed: (why: string) => `stopped: ${why}`,
    none: 'nothing',
    refused: (count: string, one: boolean) => `${count} ${one ? 'record' : 'records'} of the store could not be applied`,
    pasts: 'Your store’s past',
    pastsNone: 'It was not read yet.',
    records: 'Records',
    outcome: 'Outcome',
    done: (when: string) => `read whole by ${when}`,
  },

  catalogue: {
    title: 'Your catalogue and customers',
    none: (when: string) => `No product on sale lacks a cost or a picture, none is sold out for long or unsold, and no customer is here twice. Looked through on ${when}.`,
    notYet: 'Your catalogue is looked through once your store was read.',
    action: 'See which',
    actionNamed: (title: string) => `See which: ${title}`,
    how: 'How this is computed',
    computed: (when: string) => `Products are looked at as they are now. Sales are what your customers paid for them in the last 90 days, after discounts and before returns, summed on ${when} from your own orders. A share is of all that was sold in that time.`,
    problem: {
      without_cost: (count: string, one: boolean) => `${count} ${one ? 'product has' : 'products have'} no cost`,
      without_picture: (count: string, one: boolean) => `${count} ${one ? 'product has' : 'products have'} no picture`,
      sold_out: (count: string, one: boolean) => `${count} ${one ? 'product has' : 'products have'} been sold out for 30 days or more`,
      unsold: (count: string, one: boolean) => `${count} ${one ? 'product was' : 'products were'} neither bought nor changed in 180 days`,
      duplicates: (count: string, one: boolean) => `${count} ${one ? 'customer has' : 'customers have'} more than one profile`,
    } as Record<string, (count: string, one: boolean) => string>,
    sold: (one: boolean, money: string, share: string | null) => `${one ? 'It' : 'They'} sold for ${money} in the last 90 days${share === null ? '' : `, ${share} of your sales`}`,
    means: {
      costRefused: (whole: string, all: boolean, one: boolean, sold: string) =>
        `${all ? (one ? 'It is' : 'They are') : `${whole} of them ${one ? 'is' : 'are'}`} never offered, because no margin can be promised. ${sold}.${all ? '' : ' The others are offered only in variants whose cost is known.'}`,
      costAssumed: (assumed: string, sold: string) => `Setwise assumes ${assumed} of the price. ${sold}: so much rests on a guess, and an offer may be cheaper or dearer than your floor would have it.`,
      without_picture: (one: boolean, sold: string) => `${one ? 'It is' : 'They are'} offered with an empty frame, which few shoppers take. ${sold}.`,
      sold_out: (one: boolean, sold: string) => `${one ? 'It is' : 'They are'} never offered, and a set that begins with ${one ? 'it' : 'one of them'} has nobody to show itself to. ${sold}. Restock, or take off sale what will not come back.`,
      unsold: 'Nothing can be learned about what nobody buys, and it is suggested for no set. Take it off sale, or change what holds buyers off.',
      duplicates: (profiles: string, money: string) => `${profiles} profiles share an email address, now or before. What one of them owns is offered to the other, and each may get an email a week. They paid ${money} in the last 90 days. Merge them in Shopify: Setwise follows.`,
    },
  },

  list: {
    title: {
      without_cost: 'Products without a cost',
      without_picture: 'Products without a picture',
      sold_out: 'Long sold out',
      unsold: 'Long unsold',
      duplicates: 'Customers with more than one profile',
    } as Record<string, string>,
    lead: {
      without_cost: 'Enter the cost in Shopify, under “Cost per item” of each variant. Setwise hears of it within seconds.',
      without_picture: 'Add a picture in Shopify. Setwise hears of it within seconds.',
      sold_out: 'On sale, nothing to sell for 30 days or more at the locations that fulfil online orders.',
      unsold: 'On sale, neither bought nor changed in 180 days.',
      duplicates: 'Profiles that share an email address, now or before. Merge them in Shopify, under “More actions” of the customer. Setwise keeps no addresses, only a code of each that cannot be read back.',
    } as Record<string, string>,
    none: 'None is left',
    noneBody: 'It was mended, or was never there.',
    back: 'Data health',
    sold: (money: string) => `${money} in 90 days`,
    paid: (orders: string, one: boolean, money: string) => `${orders} ${one ? 'order' : 'orders'}, ${money} in 90 days`,
    fix: 'Mend in Shopify',
    fixNamed: (title: string) => `Mend in Shopify: ${title} (opens a new tab)`,
    noCost: (variants: number, without: number) => (variants === 1 ? 'No cost' : without === variants ? `None of ${variants} variants has a cost` : `${without} of ${variants} variants without a cost`),
    noPicture: 'No picture',
    soldOutSince: (when: string) => `Nothing in stock since ${when}`,
    soldOut: 'Nothing in stock',
    lastSold: (when: string) => `last bought ${when}`,
    lastChanged: (when: string) => `Last changed ${when}`,
    profile: (id: string) => `Customer ${id}`,
    merge: 'Merge in Shopify',
    mergeNamed: (id: string) => `Merge in Shopify: customer ${id} (opens a new tab)`,
    range: (from: string, to: string, total: string) => `${from} to ${to} of ${total}`,
  },

  setAside: {
    title: 'What was set aside',
    lead: 'Messages of Shopify’s that Setwise could not apply. Each stands alone: what came after it was applied. What was in them is not shown, since it names people; it is kept for 30 days, so that they can be tried again.',
    none: 'Nothing was set aside',
    noneBody: 'Every message of Shopify’s could be applied.',
    tryOne: 'Try again',
    tryOneNamed: (about: string, when: string) => `Try again: ${about}, ${when}`,
    tryAll: 'Try all again',
    checkNamed: (about: string, when: string) => `Check against Shopify now: ${about}, ${when}`,
    outcome: (applied: number, setAside: number, pending: number) =>
      applied + setAside + pending === 0
        ? 'There was nothing to try again.'
        : [
            applied > 0 ? `${applied} ${many(applied, 'was', 'were')} applied.` : '',
            setAside > 0 ? `${setAside} ${many(setAside, 'was', 'were')} set aside again; what is wrong with ${many(setAside, 'it', 'them')} stands below.` : '',
            pending > 0 ? `${pending} ${many(pending, 'waits', 'wait')} for the worker; look again in a minute.` : '',
          ].filter(Boolean).join(' '),
    about: (family: string, topic: string) => `${family} (${topic})`,
    news: {
      made: 'Made good: what it told was read from the store since.',
      brought: 'What it told is still missing; checking against Shopify brings it.',
      lost: 'What it told is still missing, and no comparison brings it.',
    } as Record<string, string>,
    tries: (count: number) => `Tried ${count} ${many(count, 'time', 'times')}`,
    retry: {
      unreadable: 'It came garbled: trying again cannot help.',
      forgotten: 'Cannot be tried again: what was in it is deleted after 30 days.',
      form: 'Trying again changes nothing until an update of Setwise can read such a message.',
      writes: 'Trying again applies it now; what is newer stays.',
    } as Record<string, string>,
  },
} as const;
