// A new test as somebody fills it in, and back: percent as text here, basis points beyond.
import type { z } from 'zod';
import type { writtenTest } from '#app/contract/test.ts';
import { ITEM_BOUNDS, LEAST_DAYS, MOST_HEADING, type TestFault } from '#app/domain/experiment-test/check-test.ts';
import type { Mode, TestPlace, Variable, Version } from '#app/domain/experiment-test/test.ts';
import type { PlaceToTest } from '#app/read/tests.ts';

/** A version beside A; whichever field the variable asks for is the one that counts. */
export interface VersionDraft {
  key: number;
  heading: string;
  most: string;
  percent: string;
}

export interface TestDraft {
  place: TestPlace;
  variable: Variable;
  mode: Mode;
  days: string;
  others: VersionDraft[];
}

export const newVersion = (key: number): VersionDraft => ({ key, heading: '', most: String(1 + (key % 3)), percent: key === 0 ? '0' : '5' });

/** @returns null where no place is open */
export function newDraft(places: readonly PlaceToTest[]): TestDraft | null {
  const first = places.find(({ closed }) => closed === null);
  return first ? { place: first.place, variable: 'heading', mode: 'knowing', days: String(LEAST_DAYS), others: [newVersion(0)] } : null;
}

/** A price is the same in all places together, where the store charges it, or an email's. @returns null: it may be tested */
export function whyNoPrice(place: TestPlace, isDiscountStopped: boolean): 'one_place' | 'stopped' | null {
  if (place.startsWith('workflow:')) return null;
  if (place !== 'on_site') return 'one_place';
  return isDiscountStopped ? 'stopped' : null;
}

export function writtenOf({ place, variable, mode, days, others }: TestDraft): z.input<typeof writtenTest> {
  return { place, variable, mode, days: wholeNumber(days), versions: [{ kind: 'as_it_was' }, ...others.map((version) => versionOf(version, variable))] };
}

function versionOf({ heading, most, percent }: VersionDraft, variable: Variable): Version {
  if (variable === 'heading') return { kind: 'heading', heading };
  return variable === 'items' ? { kind: 'items', most: wholeNumber(most) } : { kind: 'discount', bp: basisPoints(percent) };
}

/** What is no number is none that would be accepted. */
function basisPoints(typed: string): number {
  const percent = Number(typed.trim().replace(',', '.'));
  return typed.trim() === '' || !Number.isFinite(percent) ? -1 : Math.round(percent * 100);
}

const wholeNumber = (typed: string): number => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : -1);

/** Faults that belong to the field of a version. */
export const VERSION_FAULTS: readonly TestFault[] = ['heading_missing', 'heading_too_long', 'items_out_of_bounds', 'discount_out_of_bounds', 'versions_alike'];

/** @returns the version of the draft that a fault is about, by its place among the others; undefined: none of them */
export function faultyVersion(others: readonly Version[], fault: TestFault, maxDiscountBp: number): number | undefined {
  const isFaulty = (version: Version, at: number): boolean => {
    switch (fault) {
      case 'heading_missing':
        return version.kind === 'heading' && version.heading.trim() === '';
      case 'heading_too_long':
        return version.kind === 'heading' && version.heading.trim().length > MOST_HEADING;
      case 'items_out_of_bounds':
        return version.kind === 'items' && (version.most < ITEM_BOUNDS[0] || version.most > ITEM_BOUNDS[1]);
      case 'discount_out_of_bounds':
        return version.kind === 'discount' && (version.bp < 0 || version.bp > maxDiscountBp);
      case 'versions_alike':
        return others.findIndex((other) => JSON.stringify(other) === JSON.stringify(version)) < at;
      default:
        return false;
    }
  };
  const at = others.findIndex(isFaulty);
  return at < 0 ? undefined : at;
}
