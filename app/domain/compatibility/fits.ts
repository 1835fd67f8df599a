// Whether two things go together by what is said of both: for every name that each has a value of, they must share one.
// Where one side says nothing it passes: a bag need not name the mounts that it carries.

/** Values by name, such as mount: ef, rf; both in lower case. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

export const NO_ATTRIBUTES: Attributes = new Map();

export function fits(one: Attributes, other: Attributes): boolean {
  for (const [name, values] of one) {
    const theirs = other.get(name);
    if (theirs !== undefined && !theirs.some((value) => values.includes(value))) return false;
  }
  return true;
}
