// Guardrails as a person types them, and back: percent and money as text here, basis points and minor units beyond.
import type { DiscountClass } from '#app/domain/discount/shop-discount.ts';
import type { DiscountMode, GuardrailNumber, Guardrails } from '#app/domain/margin/guardrails.ts';

export interface GuardrailsForm {
  floorBp: string;
  floorMinor: string;
  maxDiscountBp: string;
  discountMode: DiscountMode;
  combinesWith: readonly DiscountClass[];
  /** Whether a product without a cost is offered with an assumed one, or not at all. */
  assumes: boolean;
  defaultCostBp: string;
  feeBp: string;
  feeMinor: string;
  returnCooldownDays: string;
  categoryCooldownDays: string;
  offerCooldownDays: string;
  firstValueDays: string;
  dearestBp: string;
  handlingMinor: string;
  shippingMinor: string;
}

export type GuardrailField = Exclude<keyof GuardrailsForm, 'assumes' | 'discountMode' | 'combinesWith'>;
export type Bounds = Record<GuardrailNumber, readonly [least: number, most: number]>;

const PERCENTS = ['floorBp', 'maxDiscountBp', 'defaultCostBp', 'feeBp', 'dearestBp'] as const;
const AMOUNTS = ['floorMinor', 'feeMinor', 'handlingMinor', 'shippingMinor'] as const;
const DAYS = ['returnCooldownDays', 'categoryCooldownDays', 'offerCooldownDays', 'firstValueDays'] as const;

/** What the assumed cost field says when a shop that assumes none begins to. */
const HALF_THE_PRICE_BP = 5_000;

export function formOf(guardrails: Guardrails, currencyExponent: number): GuardrailsForm {
  const percent = (basisPoints: number) => String(basisPoints / 100);
  const amount = (minor: number) => (minor / 10 ** currencyExponent).toFixed(currencyExponent);
  return {
    floorBp: percent(guardrails.floorBp),
    floorMinor: amount(guardrails.floorMinor),
    maxDiscountBp: percent(guardrails.maxDiscountBp),
    discountMode: guardrails.discountMode,
    combinesWith: guardrails.combinesWith,
    assumes: guardrails.defaultCostBp !== null,
    defaultCostBp: percent(guardrails.defaultCostBp ?? HALF_THE_PRICE_BP),
    feeBp: percent(guardrails.feeBp),
    feeMinor: amount(guardrails.feeMinor),
    returnCooldownDays: String(guardrails.returnCooldownDays),
    categoryCooldownDays: String(guardrails.categoryCooldownDays),
    offerCooldownDays: String(guardrails.offerCooldownDays),
    firstValueDays: String(guardrails.firstValueDays),
    dearestBp: percent(guardrails.dearestBp),
    handlingMinor: amount(guardrails.handlingMinor),
    shippingMinor: amount(guardrails.shippingMinor),
  };
}

export type Read = { kind: 'sound'; guardrails: Guardrails } | { kind: 'unsound'; fields: ReadonlySet<GuardrailField> };

/** @returns the guardrails, or the fields that are no number within their bounds */
export function readForm(form: GuardrailsForm, currencyExponent: number, bounds: Bounds): Read {
  const numbers = {
    ...Object.fromEntries(PERCENTS.map((field) => [field, scaled(form[field], 2)])),
    ...Object.fromEntries(AMOUNTS.map((field) => [field, scaled(form[field], currencyExponent)])),
    ...Object.fromEntries(DAYS.map((field) => [field, scaled(form[field], 0)])),
  } as Record<GuardrailField, number | undefined>;
  const unsound = (Object.keys(numbers) as GuardrailField[]).filter((field) => {
    if (field === 'defaultCostBp' && !form.assumes) return false;
    const value = numbers[field];
    return value === undefined || value < bounds[field][0] || value > bounds[field][1];
  });
  if (unsound.length > 0) return { kind: 'unsound', fields: new Set(unsound) };
  return { kind: 'sound', guardrails: { ...(numbers as Record<GuardrailField, number>), defaultCostBp: form.assumes ? (numbers.defaultCostBp ?? 0) : null, discountMode: form.discountMode, combinesWith: form.combinesWith } };
}

/** "12,5" with two decimals → 1250; undefined when it is no number, or finer than the decimals. */
export function scaled(typed: string, decimals: number): number | undefined {
  const match = /^(\d{1,9})(?:[.,](\d*))?$/.exec(typed.trim());
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(decimals))) return undefined;
  return Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
}
