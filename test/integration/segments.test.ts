// A merchant's own segments, saved and found again on a customer's page beside Setwise's.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerFacts } from '#app/db/customer-facts.ts';
import { listChanges } from '#app/db/changes.ts';
import { prisma } from '#app/db/prisma.ts';
import { SEGMENTS } from '#app/domain/audience/segments.ts';
import { saveSegments } from '#app/pipeline/decide/save-segments.ts';
import { customerSegments } from '#app/read/customer-segments.ts';
import { settingsPage } from '#app/read/settings.ts';
import { text } from '#app/ui/text/text.ts';
import { buildCustomer, buildOrder, buildProduct, buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';

const NOW = new Date('2026-06-20T12:00:00.000Z');
const TRADE = { title: 'Trade', kind: 'tag', value: 'Wholesale' } as const;
const BIG = { title: 'Big spenders', kind: 'spend', value: '10000' } as const;
let db: TestDatabase;
let shopId: bigint;
let customerId: bigint;

beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());
beforeEach(async () => {
  ({ shopId } = await buildShop());
  customerId = await buildCustomer(shopId, { tags: ['wholesale'] });
});

let saves = 0;
const save = (...segments: Parameters<typeof saveSegments>[1]) => saveSegments(shopId, segments, 'merchant', new Date(NOW.getTime() + ++saves));
const inDecisions = async () => [...(await customerFacts(shopId, { customerId, visitorId: null, productIds: [] }, NOW)).segments];

describe('a merchant’s own segments', () => {
  it('hold for the next decision, are on Settings, and on the page of who is in them', async () => {
    expect(await save(TRADE, BIG)).toMatchObject({ kind: 'valid' });
    expect((await settingsPage(shopId)).segments).toEqual([BIG, { ...TRADE, value: 'wholesale' }]);
    expect(await inDecisions()).toEqual(['prospect', 'trade']);
    await buildOrder(shopId, { customerId, lines: [{ product: await buildProduct(shopId) }] });
    expect(await inDecisions()).toEqual(['big spenders', 'trade']);
    expect(await customerSegments(shopId, customerId, NOW)).toEqual([
      { name: 'big spenders', code: null, own: BIG },
      { name: 'trade', code: null, own: { ...TRADE, value: 'wholesale' } },
    ]);
  });

  it('are told in the log once, and saving the same again is no change', async () => {
    await save(TRADE, BIG);
    await save(TRADE, BIG);
    await save({ ...TRADE, value: 'trade' });
    const changes = await listChanges(shopId, { limit: 10 });
    expect(changes.map(({ event, detail }) => [event, detail]).reverse()).toEqual([
      ['segments_saved', { added: ['Trade', 'Big spenders'], removed: [] }],
      ['segments_saved', { added: ['Trade'], removed: ['Big spenders', 'Trade'] }],
    ]);
  });

  it('that cannot be kept leave what was there', async () => {
    await save(TRADE);
    expect(await save(TRADE, { ...BIG, title: 'vip' })).toEqual({ kind: 'invalid', why: 'name_taken' });
    expect(await prisma().segment.count({ where: { shopId } })).toBe(1);
  });
});

describe('the words of segments', () => {
  const words = { money: (minor: number) => `${minor / 100} €`, percent: (bp: number) => `${bp / 100} %` };

  it('are there for every segment, and say why in numbers', () => {
    for (const code of Object.keys(SEGMENTS)) {
      expect(text.segments.label(code, 'tea'), code).not.toBe(code);
      expect(text.segments.why(code, [3, 7, 1_000], 'tea', words), code).toMatch(/^.+\.$/);
    }
    expect(text.segments.why('fond_of', [2, 5, 1_000], 'tea', words)).toBe('2 of 5 orders hold tea; of all your orders 10 % do.');
    expect(text.segments.why('new', [0], '', words)).toBe('Ordered once, less than a day ago.');
  });
});
