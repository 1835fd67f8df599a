// What a test is: two to five versions of one thing at one place, the first as it was.

/** One place of the theme, or all of them together. A shopper is in one arm wherever a test reaches. */
export const STORE_PLACES = ['product_page', 'cart_page', 'cart_drawer'] as const;
export type StorePlace = (typeof STORE_PLACES)[number];
export type TestPlace = StorePlace | 'on_site' | `workflow:${string}`;

export const VARIABLES = ['heading', 'items', 'discount'] as const;
export type Variable = (typeof VARIABLES)[number];

/** knowing: fixed shares until a verdict. earning: shares follow what was seen so far. */
export const MODES = ['knowing', 'earning'] as const;
export type Mode = (typeof MODES)[number];

export const ARM_NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
export type ArmName = (typeof ARM_NAMES)[number];
/** As it was: what the others are compared with. */
export const CONTROL: ArmName = 'a';

/** What an arm shows otherwise. */
export type Version =
  | { kind: 'as_it_was' }
  | { kind: 'heading'; heading: string }
  /** So many parts of a set at once, at most. */
  | { kind: 'items'; most: number }
  /** Of every set, instead of what it gives; 0: none. Basis points. */
  | { kind: 'discount'; bp: number };

export const AS_IT_WAS: Version = { kind: 'as_it_was' };

/** Why a test ends without anybody deciding about it: the store had no room for its prices, charges none any more, or is left. */
export const STOPPED_FOR = ['no_room', 'discount_stopped', 'left'] as const;
export type StoppedFor = (typeof STOPPED_FOR)[number];

/** In the order of ARM_NAMES. */
export type Versions = readonly Version[];

/** By arm, from 0 to 1; together 1. */
export type Shares = Partial<Record<ArmName, number>>;

/** A test as deciding sees it. */
export interface RunningTest {
  testId: string;
  testNo: number;
  experimentId: string;
  salt: string;
  variable: Variable;
  versions: Versions;
  shares: Shares;
}

export const armsOf = (versions: Versions): ArmName[] => ARM_NAMES.slice(0, versions.length);

export const versionOf = (versions: Versions, arm: ArmName): Version => versions[ARM_NAMES.indexOf(arm)] ?? AS_IT_WAS;

export const isArmName = (text: string): text is ArmName => (ARM_NAMES as readonly string[]).includes(text);

export function equalShares(versions: Versions): Shares {
  return Object.fromEntries(armsOf(versions).map((arm) => [arm, 1 / versions.length]));
}

/** Places whose offers a test may change. */
export const placesOf = (place: TestPlace): readonly TestPlace[] => (place === 'on_site' ? STORE_PLACES : [place]);

export const overlap = (one: TestPlace, other: TestPlace): boolean => placesOf(one).some((place) => placesOf(other).includes(place));
