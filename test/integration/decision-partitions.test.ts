import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maintainDecisionPartitions } from '#app/db/across-shops/decision-partitions.ts';
import { saveDecisions } from '#app/db/across-shops/save-decisions.ts';
import { listDecisions } from '#app/db/decisions.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

let db: TestDatabase;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

const decision = (decidedAt: string, last: string) => ({
  shopId: 1n, decisionId: `00000000-0000-4000-8000-00000000000${last}`, decidedAt: new Date(decidedAt), placement: 'cart_page', customerId: null, visitorId: null,
  currency: 'EUR', cartProductIds: [9_007_199_254_740_993n], setId: null, ruleIds: null, offered: [], refused: [],
});
const kept = async () => (await listDecisions(1n, {}, { limit: 10 })).map(({ decidedAt, cartProductIds }) => [decidedAt.toISOString().slice(0, 10), ...cartProductIds]);

describe('the months of the decision log', () => {
  it('are made ahead, also when rows of that month were kept before, and once however many processes ask', async () => {
    await saveDecisions([decision('2026-06-15T00:00:00Z', '1')]);
    const [one, other] = await Promise.all([maintainDecisionPartitions(new Date('2026-06-20T00:00:00Z'), 3), maintainDecisionPartitions(new Date('2026-06-20T00:00:00Z'), 3)]);
    expect([...one.made, ...other.made]).toEqual(['decisions_2026_06', 'decisions_2026_07', 'decisions_2026_08']);
    expect(await kept()).toEqual([['2026-06-15', 9_007_199_254_740_993n]]);
  });

  it('are dropped whole when their lifetime is over', async () => {
    await saveDecisions([decision('2026-09-01T00:00:00Z', '2')]);
    const { made, dropped } = await maintainDecisionPartitions(new Date('2026-10-01T00:00:00Z'), 3);
    expect([made, dropped]).toEqual([['decisions_2026_10', 'decisions_2026_11', 'decisions_2026_12'], ['decisions_2026_06']]);
    expect(await kept()).toEqual([['2026-09-01', 9_007_199_254_740_993n]]);
  });

  it('take a decision that is sent twice once', async () => {
    await saveDecisions([decision('2026-09-01T00:00:00Z', '2')]);
    expect(await kept()).toHaveLength(1);
  });
});
