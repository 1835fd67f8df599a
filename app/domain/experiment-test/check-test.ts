// Whether a test may begin: one variable, two to five versions that differ, two weeks at least, nothing the guardrails would
// never allow, and nothing else that is being tested where it reaches.
import { AS_IT_WAS, type Mode, overlap, type TestPlace, type Variable, type Versions } from './test.ts';

export const LEAST_DAYS = 14;
export const MOST_DAYS = 180;
export const VERSION_BOUNDS = [2, 5] as const;
export const ITEM_BOUNDS = [1, 3] as const;
export const MOST_HEADING = 80;

export interface WrittenTest {
  place: TestPlace;
  variable: Variable;
  mode: Mode;
  /** The first is as it was. */
  versions: Versions;
  days: number;
}

export type TestFault =
  | 'control_missing' | 'too_few_versions' | 'too_many_versions' | 'two_variables' | 'versions_alike' | 'too_short' | 'too_long'
  | 'heading_missing' | 'heading_too_long' | 'items_out_of_bounds' | 'discount_out_of_bounds' | 'price_at_one_place' | 'discount_stopped' | 'place_is_off' | 'place_is_tested';

export interface TestSurroundings {
  /** The largest discount of the shop, basis points. */
  maxDiscountBp: number;
  /** Whether somebody stopped the set discount: in the store every version would show the full price. */
  isDiscountStopped: boolean;
  /** Where tests run now. */
  tested: readonly TestPlace[];
  /** Whether offers are shown at the place at all. */
  isOn: boolean;
}

/** @returns none: it may begin */
export function checkTest({ place, variable, versions, days }: WrittenTest, { maxDiscountBp, isDiscountStopped, tested, isOn }: TestSurroundings): TestFault[] {
  const [control, ...others] = versions;
  const [least, most] = VERSION_BOUNDS;
  const faults = new Set<TestFault>();
  if (control?.kind !== AS_IT_WAS.kind) faults.add('control_missing');
  if (versions.length < least) faults.add('too_few_versions');
  if (versions.length > most) faults.add('too_many_versions');
  if (others.some(({ kind }) => kind !== variable)) faults.add('two_variables');
  if (new Set(versions.map((version) => JSON.stringify(version.kind === 'heading' ? { ...version, heading: version.heading.trim() } : version))).size < versions.length) faults.add('versions_alike');
  if (days < LEAST_DAYS) faults.add('too_short');
  if (days > MOST_DAYS) faults.add('too_long');
  for (const version of others) {
    if (version.kind === 'heading' && version.heading.trim() === '') faults.add('heading_missing');
    if (version.kind === 'heading' && version.heading.trim().length > MOST_HEADING) faults.add('heading_too_long');
    if (version.kind === 'items' && !isWithin(version.most, ITEM_BOUNDS)) faults.add('items_out_of_bounds');
    if (version.kind === 'discount' && !isWithin(version.bp, [0, maxDiscountBp])) faults.add('discount_out_of_bounds');
  }
  // What somebody is asked to pay for a thing must not hang on which page of the store they read it.
  if (variable === 'discount' && !(place === 'on_site' || place.startsWith('workflow:'))) faults.add('price_at_one_place');
  if (variable === 'discount' && place === 'on_site' && isDiscountStopped) faults.add('discount_stopped');
  if (!isOn) faults.add('place_is_off');
  if (tested.some((other) => overlap(place, other))) faults.add('place_is_tested');
  return [...faults];
}

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean => Number.isInteger(value) && value >= least && value <= most;
