// Every word of the desk, put together; a page's words stand in a file of their own. Plain, helpful, exact: sentences with
// numbers in them; an error says what happened, what it means, what to do. No exclamation marks.
import { activity, change, decision } from './activity.ts';
import { answers } from './answers.ts';
import { blockList } from './block-list.ts';
import { compatibility } from './compatibility.ts';
import { customers } from './customers.ts';
import { dataHealth } from './data-health.ts';
import { digests } from './digests.ts';
import { guardrails } from './guardrails.ts';
import { guardrailsReplay } from './guardrails-replay.ts';
import { home } from './home.ts';
import { leftAlone } from './left-alone.ts';
import { limits } from './limits.ts';
import { marginRules } from './margin-rules.ts';
import { otherDiscounts } from './other-discounts.ts';
import { placements } from './placements.ts';
import { results } from './results.ts';
import { rules } from './rules.ts';
import { segments } from './segments.ts';
import { setEditor } from './set-editor.ts';
import { setOffer } from './set-offer.ts';
import { set, sets } from './sets.ts';
import { settings } from './settings.ts';
import { tests } from './tests.ts';
import { workflows } from './workflows.ts';

const PLACEMENTS: Record<string, string> = {
  product_page: 'Product page',
  cart_page: 'Cart page',
  cart_drawer: 'Cart drawer',
  thank_you: 'Thank-you page',
  order_status: 'Order status page',
  email: 'Email',
};

export const en = {
  app: { name: 'Setwise' },
  activity,
  answers,
  blockList,
  change,
  compatibility,
  customers,
  dataHealth,
  decision,
  digests,
  guardrails,
  guardrailsReplay,
  home,
  leftAlone,
  limits,
  marginRules,
  otherDiscounts,
  placements,
  results,
  rules,
  segments,
  set,
  setEditor,
  setOffer,
  sets,
  settings,
  tests,
  workflows,

  doors: {
    home: 'Home',
    sets: 'Sets',
    rules: 'Rules',
    workflows: 'Workflows',
    placements: 'Placements',
    guardrails: 'Guardrails',
    results: 'Results',
    tests: 'Tests',
    activity: 'Activity',
    dataHealth: 'Data health',
    settings: 'Settings',
  },

  landing: {
    title: 'Setwise completes sets',
    lead: 'A shopper who has a camera in the cart is shown the card and the bag that belong to it: in stock, above your margin floor, and explained.',
    how: 'Setwise lives inside your Shopify admin. Open the admin of your store, then Apps, then Setwise.',
    install: 'Not installed yet? Install it from the Shopify App Store; it asks for the store by itself.',
  },

  pageError: {
    title: 'This page did not load',
    unknown: 'Something went wrong on our side while reading your data.',
    next: 'Nothing was changed, and your storefront is not affected. Try again; if it stays, the time of this message helps us to find it.',
    retry: 'Try again',
    goneTitle: 'Nothing here',
    gone: 'This page does not exist, or what it showed is gone.',
    goneNext: 'Go back to Home, or use the menu.',
  },

  save: { save: 'Save', discard: 'Discard', unsaved: 'Unsaved changes', unsound: 'Not saved. Mend what is marked, then save again.', failed: (why: string) => `Not saved. ${why}` },
  common: { asTable: 'The same as a table', cancel: 'Cancel', undo: 'Undo', previous: 'Previous page', next: 'Next page' },

  strategy: (strategy: string): string =>
    ({ completion: 'Completion', evolution: 'Evolution', ecosystem: 'Ecosystem', upsell: 'Upsell' })[strategy] ?? strategy,

  placement: (placement: string): string => PLACEMENTS[placement] ?? placement,
  /** In the middle of a sentence. */
  placementInside: (placement: string): string => (PLACEMENTS[placement] ?? placement).toLowerCase(),
} as const;
