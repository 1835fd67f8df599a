// A number from one bound up to, and without, another; null: no such bound.
export interface Range {
  from: number | null;
  below: number | null;
}

export const isWithin = (value: number, { from, below }: Range): boolean => (from === null || value >= from) && (below === null || value < below);

export const isPartOf = (one: Range, other: Range): boolean =>
  (other.from === null || (one.from !== null && one.from >= other.from)) && (other.below === null || (one.below !== null && one.below <= other.below));

export const isApart = (one: Range, other: Range): boolean => isEmpty({ from: Math.max(one.from ?? -Infinity, other.from ?? -Infinity), below: Math.min(one.below ?? Infinity, other.below ?? Infinity) });

const isEmpty = ({ from, below }: { from: number; below: number }): boolean => from >= below;
