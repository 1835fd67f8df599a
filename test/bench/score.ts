// Scores of ranked answers: the share of questions answered within ten, and the discounted gain. What may not be answered
// (the cart; for the next order all that is owned) is passed over, as are repeats.

export type Task = 'cart' | 'cart1' | 'next' | 'nextall';

export interface ScoredQuery {
  id: string;
  task: Task;
  cart: readonly string[];
  owned?: readonly string[];
}

export interface Score {
  queries: number;
  hit10: number;
  ndcg10: number;
  recall10: number;
}

const TOP = 10;

/** @returns means by task; `cart<=4` are the carts of at most four products among those of `cart` */
export function score(queries: readonly ScoredQuery[], truth: ReadonlyMap<string, readonly string[]>, answers: ReadonlyMap<string, readonly string[]>): Map<string, Score> {
  const sums = new Map<string, Score>();
  for (const query of queries) {
    const one = scoreOne(truth.get(query.id) ?? [], answersLeft(query, answers.get(query.id) ?? []));
    for (const key of query.task === 'cart' && query.cart.length <= 4 ? ['cart', 'cart<=4'] : [query.task]) {
      const sum = sums.get(key) ?? { queries: 0, hit10: 0, ndcg10: 0, recall10: 0 };
      sums.set(key, { queries: sum.queries + 1, hit10: sum.hit10 + one.hit10, ndcg10: sum.ndcg10 + one.ndcg10, recall10: sum.recall10 + one.recall10 });
    }
  }
  return new Map([...sums].map(([key, { queries: count, ...sum }]) => [key, { queries: count, hit10: sum.hit10 / count, ndcg10: sum.ndcg10 / count, recall10: sum.recall10 / count }]));
}

function answersLeft(query: ScoredQuery, items: readonly string[]): string[] {
  const passed = new Set(query.task === 'next' ? query.owned : query.task === 'nextall' ? [] : query.cart);
  const left: string[] = [];
  for (const item of items) {
    if (passed.has(item)) continue;
    passed.add(item);
    if (left.push(item) === TOP) break;
  }
  return left;
}

function scoreOne(answer: readonly string[], items: readonly string[]): Omit<Score, 'queries'> {
  const right = new Set(answer);
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const found = items.flatMap((item, rank) => (right.has(item) ? [rank] : []));
  let ideal = 0;
  for (let rank = 0; rank < Math.min(TOP, right.size); rank++) ideal += gain(rank);
  return {
    hit10: found.length > 0 ? 1 : 0,
    ndcg10: ideal === 0 ? 0 : found.reduce((sum, rank) => sum + gain(rank), 0) / ideal,
    recall10: right.size === 0 ? 0 : found.length / right.size,
  };
}
