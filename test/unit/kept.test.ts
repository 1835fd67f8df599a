// Values kept in memory: read once, forgotten when told to have changed, never more than fit, and never older than what was told.
import { describe, expect, it } from 'vitest';
import { Kept } from '#app/pipeline/decide/kept.ts';

const SHOP = 1n;
const OTHER = 2n;

/** A reader that answers by `toValue`, and notes what it was asked. */
function reader(toValue: (key: bigint) => string = String) {
  const asked: bigint[][] = [];
  return {
    asked,
    read: async (missing: bigint[]) => {
      asked.push(missing);
      return new Map(missing.map((key) => [key, toValue(key)]));
    },
  };
}

/** A read that ends when it is told to. */
function slowRead(values: ReadonlyMap<bigint, string>) {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => { end = resolve; });
  return { read: async () => { await ended; return values; }, end: () => end() };
}

describe('what is kept', () => {
  it('is read once, and only what is missing is asked for', async () => {
    const kept = new Kept<bigint, string>(100);
    const { asked, read } = reader();
    await kept.get(SHOP, [1n, 2n], read);
    expect(await kept.get(SHOP, [1n, 2n, 3n], read)).toEqual(new Map([[1n, '1'], [2n, '2'], [3n, '3']]));
    expect(asked).toEqual([[1n, 2n], [3n]]);
  });

  it('is one shop’s, though another has the same key', async () => {
    const kept = new Kept<bigint, string>(100);
    await kept.get(SHOP, [1n], reader(() => 'mine').read);
    expect(await kept.get(OTHER, [1n], reader(() => 'theirs').read)).toEqual(new Map([[1n, 'theirs']]));
    kept.forget(SHOP);
    const { asked, read } = reader();
    await kept.get(OTHER, [1n], read);
    expect(asked).toEqual([]);
  });

  it('is not what the reader does not know: that is asked for again', async () => {
    const kept = new Kept<bigint, string>(100);
    const { asked, read } = reader();
    await kept.get(SHOP, [1n], async () => new Map());
    await kept.get(SHOP, [1n], read);
    expect(asked).toEqual([[1n]]);
  });

  it('is forgotten by key, by shop, and all at once', async () => {
    const kept = new Kept<bigint, string>(100);
    const { asked, read } = reader();
    await kept.get(SHOP, [1n, 2n], read);
    kept.forget(SHOP, [1n]);
    await kept.get(SHOP, [1n, 2n], read);
    kept.forget(SHOP);
    await kept.get(SHOP, [1n, 2n], read);
    kept.forgetAll();
    await kept.get(SHOP, [1n, 2n], read);
    expect(asked).toEqual([[1n, 2n], [1n], [1n, 2n], [1n, 2n]]);
  });

  it.each([
    ['by its key', (kept: Kept<bigint, string>) => kept.forget(SHOP, [1n]), [[1n]]],
    ['with all of the shop', (kept: Kept<bigint, string>) => kept.forget(SHOP), [[1n, 2n]]],
    ['with everything', (kept: Kept<bigint, string>) => kept.forgetAll(), [[1n, 2n]]],
    ['of another shop, which is none of its business', (kept: Kept<bigint, string>) => kept.forget(OTHER), []],
  ])('is nothing that changed while it was read: told %s', async (_, change, askedAgain) => {
    const kept = new Kept<bigint, string>(100);
    const slow = slowRead(new Map([[1n, 'old'], [2n, 'old']]));
    const reading = kept.get(SHOP, [1n, 2n], slow.read);
    change(kept);
    slow.end();
    await reading;
    const { asked, read } = reader();
    await kept.get(SHOP, [1n, 2n], read);
    expect(asked).toEqual(askedAgain);
  });

  it('never weighs more than it may, and what is in use stays', async () => {
    const kept = new Kept<bigint, string>(20, (value) => value.length);
    const { asked, read } = reader(() => 'xx');
    for (let key = 1n; key <= 200n; key++) await kept.get(SHOP, [0n, key], read);
    expect(asked.flat().filter((key) => key === 0n)).toHaveLength(1);
    const again = reader(() => 'xx');
    for (let key = 200n; key >= 1n; key--) await kept.get(SHOP, [key], async (missing) => { again.asked.push(missing); return new Map(); });
    expect(200 - again.asked.length).toBeLessThanOrEqual(10);
    expect(again.asked.length).toBeLessThan(200);
  });

  it('throws what the reader throws, and keeps nothing of it', async () => {
    const kept = new Kept<bigint, string>(100);
    await expect(kept.get(SHOP, [1n], async () => { throw new Error('gone'); })).rejects.toThrow('gone');
    const { asked, read } = reader();
    await kept.get(SHOP, [1n], read);
    expect(asked).toEqual([[1n]]);
  });
});
