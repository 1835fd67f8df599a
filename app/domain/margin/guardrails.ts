// What a merchant accepts: the least margin, the largest discount, what to assume where a cost is unknown. Absent row =
// these defaults. Bounds are here and nowhere else; the screen reads them too.

export interface Guardrails {
  /** Least contribution margin, basis points of the price after discount. */
  floorBp: number;
  /** Least contribution margin per unit, minor units. Both floors hold. */
  floorMinor: number;
  maxDiscountBp: number;
  /** Assumed unit cost where Shopify has none, basis points of the price; null: such products are not offered. */
  defaultCostBp: number | null;
  /** Payment fee: basis points of the price after discount, and a fixed part, minor units. */
  feeBp: number;
  feeMinor: number;
  /** A product that the customer sent back is not offered to them again for so long. */
  returnCooldownDays: number;
}

/**
 * A shop that never entered a cost still gets offers: half the price is assumed, and the screen says so ("assumed").
 * The fee is a common card fee; it is charged per unit here, which errs on the merchant's side.
 */
export const DEFAULT_GUARDRAILS: Guardrails = {
  floorBp: 1_500,
  floorMinor: 0,
  maxDiscountBp: 1_000,
  defaultCostBp: 5_000,
  feeBp: 290,
  feeMinor: 30,
  returnCooldownDays: 60,
};

/** Least and most of each, both allowed. */
export const GUARDRAIL_BOUNDS: Record<keyof Guardrails, readonly [least: number, most: number]> = {
  floorBp: [0, 9_000],
  floorMinor: [0, 100_000_000],
  maxDiscountBp: [0, 9_000],
  defaultCostBp: [0, 10_000],
  feeBp: [0, 2_000],
  feeMinor: [0, 100_000],
  returnCooldownDays: [0, 730],
};

export interface GuardrailProblem {
  field: keyof Guardrails;
  least: number;
  most: number;
}

export type GuardrailsOutcome = { kind: 'valid'; guardrails: Guardrails } | { kind: 'invalid'; problems: readonly GuardrailProblem[] };

/** @returns the guardrails, or every field that is no whole number within its bounds (only defaultCostBp may be null) */
export function validateGuardrails(input: Readonly<Record<keyof Guardrails, unknown>>): GuardrailsOutcome {
  const fields = Object.keys(GUARDRAIL_BOUNDS) as (keyof Guardrails)[];
  const problems = fields.flatMap((field) => {
    const [least, most] = GUARDRAIL_BOUNDS[field];
    return isAccepted(field, input[field], least, most) ? [] : [{ field, least, most }];
  });
  if (problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'valid', guardrails: Object.fromEntries(fields.map((field) => [field, input[field]])) as unknown as Guardrails };
}

function isAccepted(field: keyof Guardrails, value: unknown, least: number, most: number): boolean {
  if (value === null) return field === 'defaultCostBp';
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}
