import { describe, expect, it } from 'vitest';
import { score } from '#test/bench/score.ts';

const one = (query: { task: 'cart' | 'cart1' | 'next' | 'nextall'; cart: string[]; owned?: string[] }, answer: string[], items: string[]) =>
  score([{ id: 'q', ...query }], new Map([['q', answer]]), new Map([['q', items]]));

describe('scoring answers', () => {
  it('gives the gain of the place of the hidden product', () => {
    expect(one({ task: 'cart1', cart: ['a'] }, ['d'], ['b', 'c', 'd']).get('cart1')).toEqual({ queries: 1, hit10: 1, ndcg10: 1 / Math.log2(4), recall10: 1 });
  });

  it('passes over the cart, what is owned, and repeats', () => {
    expect(one({ task: 'cart', cart: ['a', 'b'] }, ['d'], ['a', 'b', 'd']).get('cart<=4')?.ndcg10).toBe(1);
    expect(one({ task: 'next', cart: ['a'], owned: ['a', 'b'] }, ['d', 'e'], ['b', 'd', 'd', 'e']).get('next')).toEqual({ queries: 1, hit10: 1, ndcg10: 1, recall10: 1 });
    expect(one({ task: 'nextall', cart: ['a'] }, ['a'], ['a']).get('nextall')?.hit10).toBe(1);
  });

  it('counts an unanswered question as nothing found', () => {
    expect(score([{ id: 'q', task: 'cart1', cart: ['a'] }], new Map([['q', ['b']]]), new Map()).get('cart1')).toEqual({ queries: 1, hit10: 0, ndcg10: 0, recall10: 0 });
  });
});
