// What eligibility rules look at beside the product: a camera for 100.00 in the cart, bought by somebody of whom nothing is
// known. What a test cares about is overridden.
import { NOBODY } from '#app/domain/audience/customer-facts.ts';
import { NO_ATTRIBUTES } from '#app/domain/compatibility/fits.ts';
import type { RuleContext } from '#app/domain/eligibility/rule.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { CAMERA, NOW } from './decision-facts.ts';

export const ruleContext = (overrides: Partial<RuleContext> = {}): RuleContext => ({
  now: NOW,
  today: { month: 6, day: 15 },
  unpriced: new Set(),
  soldHere: true,
  country: 'DE',
  inMessage: false,
  anchor: { priceMinor: 10_000, attributes: [NO_ATTRIBUTES] },
  beside: 'completes',
  earlyAccess: 'none',
  ruled: { only: null, leftOut: [] },
  cartProductIds: new Set([CAMERA]),
  cartUnits: new Map([[CAMERA * 100n, 1]]),
  customer: NOBODY,
  guardrails: DEFAULT_GUARDRAILS,
  ...overrides,
});

export const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
