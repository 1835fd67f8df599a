// What simulated shoppers do, in numbers. With `effect` 0 whoever takes the offer would have bought the same product
// anyway; with 1 nobody would have.
import { StoreRefusal } from '../store/refusal.ts';

export interface SimulationPlan {
  visitors: number;
  /** They come spread over so many days of the shop's clock, which moves on by itself. */
  days: number;
  placement: string;
  /** Share of visitors with the anchor in their cart who pay. */
  baseRate: number;
  /** Share of paying visitors who take the offered product, if they are shown it. */
  acceptRate: number;
  /** Share of those who would not have bought it without the offer. */
  effect: number;
  /** Share of visitors who are customers with an order of the day before, as large as the one that follows. */
  returning: number;
  /** Share of orders that come back whole: half of them as the last shoppers have come, half when no order counts any more. */
  refunds: number;
  /** Webhooks come the last first, a refund before its order, and some twice. */
  disorder: boolean;
  /** The same seed brings the same shoppers. */
  seed: number;
}

const MOST_VISITORS = 5_000;

/** @throws StoreRefusal with what is wrong, in a sentence */
export function readPlan(input: Record<string, unknown>, seed: number): SimulationPlan {
  return {
    visitors: whole(input.visitors, 'Visitors', 400, MOST_VISITORS),
    days: whole(input.days, 'Days', 1, 60),
    placement: String(input.placement || 'cart_page'),
    baseRate: share(input.baseRate, 'Base rate', 0.8),
    acceptRate: share(input.acceptRate, 'Accept rate', 0.4),
    effect: share(input.effect, 'Effect', 1),
    returning: share(input.returning, 'Returning', 0),
    refunds: share(input.refunds, 'Refunds', 0),
    disorder: input.disorder === true || input.disorder === 'yes',
    seed: whole(input.seed, 'Seed', seed, 2 ** 31),
  };
}

const given = (value: unknown, otherwise: number): number => (value === undefined || value === '' ? otherwise : Number(String(value).replace(',', '.')));

function whole(value: unknown, name: string, otherwise: number, most: number): number {
  const number = given(value, otherwise);
  if (!Number.isInteger(number) || number < 1 || number > most) throw new StoreRefusal('INVALID', `${name} must be a whole number from 1 to ${most}.`);
  return number;
}

function share(value: unknown, name: string, otherwise: number): number {
  const number = given(value, otherwise);
  if (!(number >= 0 && number <= 1)) throw new StoreRefusal('INVALID', `${name} must be a share between 0 and 1.`);
  return number;
}
