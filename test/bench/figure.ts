/** One line of `npm run bench`: a figure beside a reference that was measured in the same run. */
export interface Figure {
  bench: string;
  metric: string;
  value: number;
  unit: string;
  /** What it is held against, in the same unit; null where there is nothing to compare with (a size, a memory peak). */
  reference: number | null;
  /** value / reference. */
  ratio: number | null;
  /** What else was measured of the same thing, by name and unit. */
  beside?: Readonly<Record<string, number>>;
}

export interface Bench {
  name: string;
  run(): AsyncGenerator<Figure>;
}
