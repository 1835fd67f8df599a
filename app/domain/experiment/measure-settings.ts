// What the verdict goes by: which effect is worth knowing, how much of one shopper counts, what an email costs. Bounds are
// here and nowhere else; the screen reads them too.

export interface MeasureSettings {
  /** The smallest effect that is worth knowing, basis points of the holdout's profit. */
  plausibleBp: number;
  /** What an email costs, thousandths of a minor unit: as many minor units as a thousand cost. */
  messageCostMilli: number;
  /** The most of one shopper's profit that counts, minor units; null: all of it. */
  capMinor: number | null;
  /** Who decided that: the orders of the time before (cap.ts), or the merchant; null: nobody yet. */
  capFrom: 'history' | 'merchant' | null;
  capAt: Date | null;
}

/** The message's cost is a common price of email at a few ten thousand a month. */
export const DEFAULT_MEASURE_SETTINGS: MeasureSettings = { plausibleBp: 2_000, messageCostMilli: 150, capMinor: null, capFrom: null, capAt: null };

/** What a merchant may set. */
export type MeasureChoice = Pick<MeasureSettings, 'plausibleBp' | 'messageCostMilli' | 'capMinor'>;

/** Least and most of each, both allowed; the cap may be none. */
export const MEASURE_BOUNDS: Record<keyof MeasureChoice, readonly [least: number, most: number]> = {
  plausibleBp: [100, 10_000],
  messageCostMilli: [0, 100_000],
  capMinor: [100, 1_000_000_000],
};

/** @returns the fields that are no whole number within their bounds */
export function measureProblems(choice: MeasureChoice): (keyof MeasureChoice)[] {
  return (Object.keys(MEASURE_BOUNDS) as (keyof MeasureChoice)[]).filter((field) => {
    const [value, [least, most]] = [choice[field], MEASURE_BOUNDS[field]];
    if (value === null) return field !== 'capMinor';
    return !Number.isInteger(value) || value < least || value > most;
  });
}
