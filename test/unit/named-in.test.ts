import { describe, expect, it } from 'vitest';
import { eachNamed } from '#app/domain/association/named-in.ts';

const found = (targets: BigInt64Array, named: bigint[]) => {
  const places = new Map<bigint, number>();
  eachNamed(targets, new Set(named), (product, at) => void places.set(product, at));
  return places;
};

describe('what is named of a list', () => {
  const targets = BigInt64Array.from({ length: 100 }, (_, at) => BigInt(at * 3));

  it.each([0, 1, 14, 15, 60])('is found where it stands, and nothing else: %i named', (count) => {
    const named = Array.from({ length: count }, (_, each) => BigInt(each * 5));
    const expected = new Map(named.flatMap((product) => (product % 3n === 0n && product < 300n ? [[product, Number(product / 3n)]] : [])) as [bigint, number][]);
    expect(found(targets, named)).toEqual(expected);
  });

  it('is nothing of an empty list', () => {
    expect(found(new BigInt64Array(0), [1n]).size).toBe(0);
  });
});
