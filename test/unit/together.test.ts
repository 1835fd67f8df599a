// Questions that are asked together: at the same moment, or while the database is busy with others of their kind.
import { describe, expect, it } from 'vitest';
import { together } from '#app/pipeline/decide/together.ts';

/** Work that ends when it is told to, and notes what it was asked. */
function heldWork() {
  const asked: number[][] = [];
  const ends: (() => void)[] = [];
  const work = async (questions: number[]) => {
    asked.push(questions);
    await new Promise<void>((resolve) => { ends.push(resolve); });
    return questions.map((question) => question * 10);
  };
  return { asked, work, endNext: () => ends.shift()?.() };
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('what is asked', () => {
  it('at the same moment is asked at once, and each is told its own answer', async () => {
    const ask = together<number, number>();
    const asked: number[][] = [];
    const work = async (questions: number[]) => { asked.push(questions); return questions.map((question) => question * 10); };
    expect(await Promise.all([ask('a', 1, work), ask('a', 2, work), ask('b', 3, work)])).toEqual([10, 20, 30]);
    expect(asked).toEqual([[1, 2], [3]]);
  });

  it('while two are out gathers until one of them is answered', async () => {
    const ask = together<number, number>();
    const { asked, work, endNext } = heldWork();
    const answers: Promise<number>[] = [];
    for (const question of [1, 2, 3, 4]) {
      answers.push(ask('a', question, work));
      await nextTurn();
    }
    expect(asked).toEqual([[1], [2]]);
    endNext();
    await nextTurn();
    expect(asked).toEqual([[1], [2], [3, 4]]);
    endNext();
    endNext();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
  });

  it('while one is out gathers, where one at a time is enough', async () => {
    const ask = together<number, number>(1);
    const { asked, work, endNext } = heldWork();
    const answers: Promise<number>[] = [];
    for (const question of [1, 2, 3]) {
      answers.push(ask('a', question, work));
      await nextTurn();
    }
    expect(asked).toEqual([[1]]);
    endNext();
    await nextTurn();
    expect(asked).toEqual([[1], [2, 3]]);
    endNext();
    expect(await Promise.all(answers)).toEqual([10, 20, 30]);
  });

  it('of one kind does not wait for another', async () => {
    const ask = together<number, number>();
    const { work, endNext } = heldWork();
    const out = [ask('a', 1, work)];
    await nextTurn();
    out.push(ask('a', 2, work));
    await nextTurn();
    expect(await ask('b', 3, async () => [30])).toBe(30);
    endNext();
    endNext();
    await Promise.all(out);
  });

  it('after some that failed is asked all the same', async () => {
    const ask = together<number, number>();
    const fail = async () => { throw new Error('no answer'); };
    const failed = await Promise.allSettled([1, 2, 3].map(async (question) => { for (let turn = 1; turn < question; turn++) await nextTurn(); return ask('a', question, fail); }));
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await ask('a', 4, async () => [40])).toBe(40);
  });
});
