// Every eligibility rule, in the order they are asked; the first that refuses gives the reason. To add one: a file beside
// this, a line here, and a number in app/domain/decision/reason-codes.ts.
import { ageLimited } from './age-limited.ts';
import { alreadyOwned } from './already-owned.ts';
import { blocked } from './blocked.ts';
import { companiesOnly } from './companies-only.ts';
import { deleted } from './deleted.ts';
import { earlyAccess } from './early-access.ts';
import { giftCard } from './gift-card.ts';
import { hasIt } from './has-it.ts';
import { inCart } from './in-cart.ts';
import { incompatible } from './incompatible.ts';
import { leftOutByRule } from './left-out-by-rule.ts';
import { leftAlone } from './left-alone.ts';
import { needsSubscription } from './needs-subscription.ts';
import { noPrice } from './no-price.ts';
import { notBetter } from './not-better.ts';
import { notForMe } from './not-for-me.ts';
import { notPublished } from './not-published.ts';
import { notSoldHere } from './not-sold-here.ts';
import { openCase } from './open-case.ts';
import { openReturn } from './open-return.ts';
import { outOfSeason } from './out-of-season.ts';
import { outOfStock } from './out-of-stock.ts';
import { regionLimited } from './region-limited.ts';
import type { Rule } from './rule.ts';
import { tooDear } from './too-dear.ts';
import { WAITS } from './waits.ts';
import { wantsNone } from './wants-none.ts';
import { wrongCurrency } from './wrong-currency.ts';

export const RULES = {
  // whom nothing is offered
  left_alone: leftAlone,
  wants_none: wantsNone,
  open_case: openCase,
  // what can't be offered to anybody, here and now
  deleted: deleted,
  in_cart: inCart,
  wrong_currency: wrongCurrency,
  not_sold_here: notSoldHere,
  early_access: earlyAccess,
  not_published: notPublished,
  blocked: blocked,
  gift_card: giftCard,
  no_price: noPrice,
  needs_subscription: needsSubscription,
  out_of_season: outOfSeason,
  region_limited: regionLimited,
  age_limited: ageLimited,
  companies_only: companiesOnly,
  incompatible: incompatible,
  // what this customer said, bought and sent back
  not_for_me: notForMe,
  has_it: hasIt,
  open_return: openReturn,
  already_owned: alreadyOwned,
  ...WAITS,
  // what may be otherwise tomorrow
  out_of_stock: outOfStock,
  left_out_by_rule: leftOutByRule,
  too_dear: tooDear,
  not_better: notBetter,
} as const satisfies Record<string, Rule>;

export type IneligibilityCode = keyof typeof RULES;
