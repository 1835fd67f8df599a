// How two categories of Shopify's taxonomy stand to each other. Leaves of one branch are kinds of the same thing (two sorts of
// camera); a complement is of another branch under the same root (a camera, a camera bag).

/**
 * same_thing: one branch, or one inside the other. apart: branches of one root. main_thing: the other is what the one is an
 * accessory to, so it does not complete it. strangers: nothing in common, or not known.
 */
export type Relation = 'same_thing' | 'apart' | 'main_thing' | 'strangers';

const ACCESSORY = /\b(?:accessor(?:y|ies)|parts|supplies|refills|care)\b/;

const pathOf = (category: string): string[] => category.split('>').map((part) => part.trim().toLowerCase());

export function relationOf(one: string | null, other: string | null): Relation {
  if (!one || !other) return 'strangers';
  const [ours, theirs] = [pathOf(one), pathOf(other)];
  const parts = ours.findIndex((part, at) => part !== theirs[at]);
  const common = parts < 0 ? ours.length : parts;
  if (common === 0) return 'strangers';
  if (common >= Math.min(ours.length, theirs.length) - 1) return 'same_thing';
  const isAccessory = (path: readonly string[]) => path.slice(common).some((part) => ACCESSORY.test(part));
  return isAccessory(ours) && !isAccessory(theirs) ? 'main_thing' : 'apart';
}
