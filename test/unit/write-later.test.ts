// Rows that are written after the answer: in batches, and for whoever waits no longer than what they wait for takes.
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { writeLater } from '#app/pipeline/decide/write-later.ts';

const NEVER_MS = 60_000;

describe('what is written later', () => {
  it('is waited for as far as it was there, whatever comes meanwhile', async () => {
    const written: number[] = [];
    let next = 0;
    const later = writeLater<number>({
      what: 'rows', afterMs: NEVER_MS, rows: 2, mostWaiting: 100,
      write: async (batch) => {
        written.push(...batch);
        await turn();
        // As under load: while one batch is written, the next has come.
        if (next < 50) for (let more = 0; more < batch.length; more += 1) later.add(next++);
      },
    });
    for (let first = 0; first < 3; first += 1) later.add(next++);
    await later.flush();
    expect(written.slice(0, 3)).toEqual([0, 1, 2]);
    expect(written.length).toBeLessThan(10);
  });

  it('is whole once nothing more comes, and in order', async () => {
    const written: number[][] = [];
    const later = writeLater<number>({ what: 'rows', afterMs: NEVER_MS, rows: 2, mostWaiting: 100, write: async (batch) => void written.push([...batch]) });
    for (let row = 0; row < 5; row += 1) later.add(row);
    await later.flush();
    expect(written).toEqual([[0, 1], [2, 3], [4]]);
  });
});
