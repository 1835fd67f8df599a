// What a merchant accepts: the least margin, the largest discount, what to assume where a cost is unknown. Absent row =
// these defaults. Bounds are here and nowhere else; the screen reads them too.
import { DISCOUNT_CLASSES, type DiscountClass } from '../discount/shop-discount.ts';

export interface Guardrails {
  /** Least contribution margin, basis points of the price after discount. */
  floorBp: number;
  /** Least contribution margin per unit, minor units. Both floors hold. */
  floorMinor: number;
  maxDiscountBp: number;
  /** Assumed unit cost where Shopify has none, basis points of the price; null: such products are not offered. */
  defaultCostBp: number | null;
  /** Payment fee: basis points of the price after discount, and a fixed part, minor units, which an order pays once. */
  feeBp: number;
  feeMinor: number;
  /** A product that the customer sent back is not offered to them again for so long. */
  returnCooldownDays: number;
  /** Products of a type that the customer bought something of so lately are not offered to them; 0: no such limit. */
  categoryCooldownDays: number;
  /** What a message suggested so lately, and they did not take, is not in the next one; 0: no such limit. */
  offerCooldownDays: number;
  /** So long after a customer's first delivery nothing more is offered to them; 0: no such limit. */
  firstValueDays: number;
  /** Most that an offered product may cost, basis points of the price of what starts its set. */
  dearestBp: number;
  /** Handling of one unit: picking, packing; minor units. */
  handlingMinor: number;
  /** What sending one order costs; minor units; 0: not known, so that free shipping is not offered. */
  shippingMinor: number;
  discountMode: DiscountMode;
  /** Classes of the shop's other discounts that the set discount may come together with, in the order of DISCOUNT_CLASSES. */
  combinesWith: readonly DiscountClass[];
}

/** as_set: a set's discount, as far as the floor allows. least_that_pays: of no more than that, what expected profit justifies. */
export type DiscountMode = 'as_set' | 'least_that_pays';
export const DISCOUNT_MODES = ['as_set', 'least_that_pays'] as const satisfies readonly DiscountMode[];

/** Guardrails that are numbers. */
export type GuardrailNumber = Exclude<keyof Guardrails, 'discountMode' | 'combinesWith'>;

/**
 * A shop that never entered a cost still gets offers: half the price is assumed, and the screen says so ("assumed").
 * The fee is a common card fee. What is suggested costs at most one and a half times its anchor; what a person approved, and
 * prices that moved since, get more room before it is refused.
 */
export const DEFAULT_GUARDRAILS: Guardrails = {
  floorBp: 1_500,
  floorMinor: 0,
  maxDiscountBp: 1_000,
  defaultCostBp: 5_000,
  feeBp: 290,
  feeMinor: 30,
  returnCooldownDays: 60,
  categoryCooldownDays: 0,
  offerCooldownDays: 14,
  firstValueDays: 0,
  dearestBp: 30_000,
  handlingMinor: 0,
  shippingMinor: 0,
  discountMode: 'least_that_pays',
  combinesWith: [],
};

/** Least and most of each, both allowed. */
export const GUARDRAIL_BOUNDS: Record<GuardrailNumber, readonly [least: number, most: number]> = {
  floorBp: [0, 9_000],
  floorMinor: [0, 100_000_000],
  maxDiscountBp: [0, 9_000],
  defaultCostBp: [0, 10_000],
  feeBp: [0, 2_000],
  feeMinor: [0, 100_000],
  returnCooldownDays: [0, 730],
  categoryCooldownDays: [0, 730],
  offerCooldownDays: [0, 365],
  firstValueDays: [0, 365],
  dearestBp: [1_000, 1_000_000],
  handlingMinor: [0, 1_000_000],
  shippingMinor: [0, 1_000_000],
};

export interface GuardrailProblem {
  field: GuardrailNumber;
  least: number;
  most: number;
}

export type GuardrailsOutcome = { kind: 'valid'; guardrails: Guardrails } | { kind: 'invalid'; problems: readonly GuardrailProblem[] };

/** @returns the guardrails, or every field that is no whole number within its bounds (only defaultCostBp may be null); none named: no such mode, or no list of classes */
export function validateGuardrails(input: Readonly<Record<keyof Guardrails, unknown>>): GuardrailsOutcome {
  const fields = Object.keys(GUARDRAIL_BOUNDS) as GuardrailNumber[];
  const problems = fields.flatMap((field) => {
    const [least, most] = GUARDRAIL_BOUNDS[field];
    return isAccepted(field, input[field], least, most) ? [] : [{ field, least, most }];
  });
  const discountMode = DISCOUNT_MODES.find((mode) => mode === input.discountMode);
  const classes = input.combinesWith;
  if (problems.length > 0 || !discountMode || !Array.isArray(classes)) return { kind: 'invalid', problems };
  const combinesWith = DISCOUNT_CLASSES.filter((one) => classes.includes(one));
  return { kind: 'valid', guardrails: { ...(Object.fromEntries(fields.map((field) => [field, input[field]])) as unknown as Guardrails), discountMode, combinesWith } };
}

function isAccepted(field: GuardrailNumber, value: unknown, least: number, most: number): boolean {
  if (value === null) return field === 'defaultCostBp';
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}
