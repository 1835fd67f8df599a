// Every eligibility rule, in the order they are asked; the first that refuses gives the reason. To add one: a file beside
// this, a line here, and a number in app/domain/decision/reason-codes.ts.
import { alreadyOwned } from './already-owned.ts';
import { blocked } from './blocked.ts';
import { deleted } from './deleted.ts';
import { inCart } from './in-cart.ts';
import { leftAlone } from './left-alone.ts';
import { noCost } from './no-cost.ts';
import { notPublished } from './not-published.ts';
import { notSoldHere } from './not-sold-here.ts';
import { openReturn } from './open-return.ts';
import { outOfStock } from './out-of-stock.ts';
import { recentReturn } from './recent-return.ts';
import type { Rule } from './rule.ts';
import { wrongCurrency } from './wrong-currency.ts';

export const RULES = {
  left_alone: leftAlone,
  deleted: deleted,
  in_cart: inCart,
  wrong_currency: wrongCurrency,
  not_sold_here: notSoldHere,
  not_published: notPublished,
  blocked: blocked,
  open_return: openReturn,
  already_owned: alreadyOwned,
  recent_return: recentReturn,
  out_of_stock: outOfStock,
  no_cost: noCost,
} as const satisfies Record<string, Rule>;

export type IneligibilityCode = keyof typeof RULES;
