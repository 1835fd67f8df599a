// A set of names that may err about strangers, and never about its own.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MaybeSet } from '#app/pipeline/decide/maybe-set.ts';

describe('a set of names that may err', () => {
  it('has whatever was added, however alike the names are', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.uuid(), fc.string(), fc.nat().map((n) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`)), { maxLength: 400 }), (names) => {
      const set = new MaybeSet();
      for (const name of names) set.add(name);
      expect(names.filter((name) => !set.has(name))).toEqual([]);
    }));
  });

  it.each([
    ['drawn at random', () => randomUUID()],
    ['counted up', (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`],
  ])('takes few strangers for its own after a hundred thousand names that are %s, in two to four bytes each', (_, name) => {
    const set = new MaybeSet();
    for (let n = 0; n < 100_000; n += 1) set.add(name(n));
    let taken = 0;
    for (let n = 100_000; n < 200_000; n += 1) if (set.has(name(n))) taken += 1;
    expect(taken).toBeLessThan(1_000);
    expect(set.bytes).toBeLessThan(400_000);
  });
});
