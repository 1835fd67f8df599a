// What a shop's model is built with. The defaults serve until a shop has enough orders to be asked (see learn.ts);
// the grids are what it is asked about. Nothing here is tuned to one shop's data.
import type { RidgeParameters } from './local-ridge.ts';
import type { Weighting } from './pair-counts.ts';

/** score = ridge × Σ ridge weights + pairs × Σ (c_ij + backoff × p_j) / (n_i + backoff), summed over the cart. */
export interface Blend {
  readonly ridge: number;
  readonly pairs: number;
  /** How many orders' worth of belief in plain popularity a product's own counts have to overcome. */
  readonly backoff: number;
}

/** One product, several, or the past of a customer who comes back: each has its own best blend. */
export type Moment = 'single' | 'full' | 'next';
export type Blends = Readonly<Record<Exclude<Moment, 'next'>, Blend>>;

/**
 * score = popularity × share_j + Σ w_i × (rows × b_ij + together × r_ij + follows × t_ij) over what a customer has bought;
 * the w_i sum to 1. b: regression on customers as rows; r: the one on orders; t: transitions.
 */
export interface NextBlend {
  readonly rows: number;
  readonly together: number;
  readonly follows: number;
  readonly popularity: number;
  /** What an order of the customer's past weighs beside the one after it. */
  readonly memory: number;
}

export interface NextParameters {
  readonly weighting: Weighting;
  readonly ridge: RidgeParameters;
  /** An order counts to popularity with 1/e at this age; 0 = no decay. */
  readonly popularityDays: number;
  readonly blend: NextBlend;
}

export interface ModelParameters {
  readonly pairWeighting: Weighting;
  readonly ridgeWeighting: Weighting;
  readonly ridge: RidgeParameters;
  readonly blends: Blends;
  readonly next: NextParameters;
}

export const DEFAULTS: ModelParameters = {
  pairWeighting: { sizeExponent: 0.5, decayDays: 0 },
  ridgeWeighting: { sizeExponent: 0.25, decayDays: 0 },
  ridge: { neighbours: 100, lambda: 30 },
  blends: {
    single: { ridge: 1, pairs: 3, backoff: 20 },
    full: { ridge: 1, pairs: 0.3, backoff: 20 },
  },
  next: {
    weighting: { sizeExponent: 0.25, decayDays: 0 },
    ridge: { neighbours: 50, lambda: 30 },
    popularityDays: 30,
    blend: { rows: 1, together: 0.3, follows: 0.3, popularity: 1, memory: 0.9 },
  },
};

/** At 1 every order has one vote for each of its products, however large it is. */
export const PAIR_SIZE_EXPONENTS: readonly number[] = [0.5, 0.25, 0, 1];
export const RIDGE_SIZE_EXPONENTS: readonly number[] = [0.25, 0.5, 0];
/** 0 = never forget; then about two thirds of a year, a third. */
export const DECAYS: readonly number[] = [0, 240, 120];
export const LAMBDAS: readonly number[] = [30, 10, 100];
export const BACKOFFS: readonly number[] = [20, 2, 100, 500];

/** Nothing but popularity: all scores are zero and ties go by popularity. */
export const POPULARITY_ONLY: Blend = { ridge: 0, pairs: 0, backoff: 1 };

/** Whether popularity alone answers one of the moments: it is the plain number of orders then, which no weighing can fall below. */
export const isByPopularity = ({ single, full }: Blends): boolean => [single, full].some(({ ridge, pairs }) => ridge === 0 && pairs === 0);

/** Every blend a shop is asked about, beside popularity alone. */
export const BLENDS: readonly Blend[] = [
  ...BACKOFFS.flatMap((backoff) => [0.1, 0.3, 1, 3, 10].map((pairs): Blend => ({ ridge: 1, pairs, backoff }))),
  ...BACKOFFS.map((backoff): Blend => ({ ridge: 0, pairs: 1, backoff })),
  { ridge: 1, pairs: 0, backoff: 20 },
];

/** 0 = never forget; then about four months, one. */
export const NEXT_DECAYS: readonly number[] = [0, 120, 30];
export const NEXT_LAMBDAS: readonly number[] = [30, 10, 100];
export const POPULARITY_DAYS: readonly number[] = [30, 7, 120, 0];

export const NEXT_POPULARITY_ONLY: NextBlend = { rows: 0, together: 0, follows: 0, popularity: 1, memory: 0.9 };

/** What stands where customers who came back say nothing more than what most orders hold. */
export const NEXT_POPULARITY: NextParameters = { ...DEFAULTS.next, popularityDays: 0, blend: NEXT_POPULARITY_ONLY };

/** Every blend of "what next" that a shop is asked about. */
export const NEXT_BLENDS: readonly NextBlend[] = [0.9, 0.6].flatMap((memory) => [0.3, 1, 3].flatMap((popularity) => [
  ...[0, 0.3].flatMap((together) => [0, 0.3, 1].map((follows): NextBlend => ({ rows: 1, together, follows, popularity, memory }))),
  { rows: 0, together: 1, follows: 0.3, popularity, memory },
  { rows: 0, together: 0, follows: 1, popularity, memory },
]));

/** Entries kept per source product. */
export const LIST_LENGTH = 200;
/** Products whose popularity is kept; the share of the rest is nearly nothing and counts as none. */
export const POPULAR_LENGTH = 5_000;
