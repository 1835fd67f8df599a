// Every reason a decision can give, and the small number it is stored under. Numbers are kept for good: rows written
// years ago are explained with this list, so an entry may be added, never renumbered or reused.

export const REASON_NUMBERS = {
  // why something was refused; the numbers that go with each are named in explain.ts
  deleted: 1,
  not_published: 2,
  out_of_stock: 3,
  in_cart: 4,
  already_owned: 5,
  recent_return: 6,
  no_cost: 7,
  wrong_currency: 8,
  below_margin_floor: 9,
  ranked_lower: 10,
  in_this_offer: 11,
  anchor_discounted: 12,
  anchor_not_on_sale: 13,
  holdout: 14,
  blocked: 15,
  not_sold_here: 16,
  left_alone: 17,
  open_return: 20,
  wants_none: 21,
  open_case: 22,
  gift_card: 23,
  needs_subscription: 24,
  out_of_season: 25,
  region_limited: 26,
  age_limited: 27,
  companies_only: 28,
  incompatible: 29,
  not_for_me: 30,
  has_it: 31,
  bought_in_category: 32,
  offered_lately: 33,
  too_early: 34,
  too_dear: 35,
  not_better: 36,
  left_out_by_rule: 70,
  no_price: 46,
  near_duplicate: 47,
  early_access: 48,
  starts_the_set: 49,
  slot_filled: 57,
  more_than_shown: 58,
  // why a set as a whole is not offered here; about what would have started it, in slot 0
  not_begun: 37,
  ended: 38,
  out_of_its_season: 39,
  not_in_this_market: 40,
  not_for_this_customer: 41,
  not_in_trial: 42,
  rule_only: 43,
  not_outgrown: 44,
  owns_all_parts: 45,
  rule_offers_nothing: 71,
  rule_other_strategy: 72,
  // why a set as a whole gives less than it says; about its anchor, in slot 0
  set_price_incomplete: 52,
  set_price_not_lower: 53,
  gift_slot_missing: 54,
  shipping_cost_unknown: 55,
  free_shipping_below_floor: 56,
  // what shaped what was chosen
  first_choice: 50,
  substitute: 51,
  discount_full: 60,
  discount_at_max: 61,
  discount_at_floor: 62,
  discount_no_cost: 63,
  discount_would_not_pay: 64,
  cost_disregarded: 65,
  free_shipping: 66,
} as const;

export type ReasonCode = keyof typeof REASON_NUMBERS;

/** What says how something chosen came to be; all others say why something is not. */
type ShapingCode =
  | 'first_choice' | 'substitute' | 'discount_full' | 'discount_at_max' | 'discount_at_floor' | 'discount_no_cost' | 'discount_would_not_pay' | 'cost_disregarded' | 'free_shipping';

/** A refusal by one of the eligibility rules, or by the sequence itself. */
export type RefusalCode = Exclude<ReasonCode, ShapingCode>;

const NAMES = new Map<number, ReasonCode>(Object.entries(REASON_NUMBERS).map(([code, number]) => [number, code as ReasonCode]));

export const reasonNumber = (code: ReasonCode): number => REASON_NUMBERS[code];

/** @returns undefined for a number that this version does not know (written by a newer one) */
export const reasonOfNumber = (number: number): ReasonCode | undefined => NAMES.get(number);

export const isReasonCode = (text: string): text is ReasonCode => Object.hasOwn(REASON_NUMBERS, text);

/** About a set as a whole, which is offered nevertheless. */
export const NOT_GIVEN: ReadonlySet<string> = new Set<RefusalCode>(['set_price_incomplete', 'set_price_not_lower', 'gift_slot_missing', 'shipping_cost_unknown', 'free_shipping_below_floor']);
