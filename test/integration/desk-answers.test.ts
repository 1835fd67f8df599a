// How much a page of the desk is told of a shop with much of everything: lists are paged and long ones shortened where they are
// read, so that no answer grows with the shop.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCT_PROBLEMS } from '#app/db/data-health.ts';
import { activityChanges, activityDecisions } from '#app/read/activity.ts';
import { customerPage } from '#app/read/customer.ts';
import { customersPage } from '#app/read/customers.ts';
import { dataHealthPage } from '#app/read/data-health.ts';
import { problemPage } from '#app/read/data-health-list.ts';
import { digestPage } from '#app/read/digest.ts';
import { explainDecision } from '#app/read/explain-decision.ts';
import { findProducts } from '#app/read/find-products.ts';
import { guardrailsPage } from '#app/read/guardrails.ts';
import { homePage } from '#app/read/home.ts';
import { previewPeople } from '#app/read/preview-people.ts';
import { resultDesk } from '#app/read/result-desk.ts';
import { ruleEditor, rulesPage } from '#app/read/rules.ts';
import { editorChoices, setForEditor } from '#app/read/set.ts';
import { listSets } from '#app/read/sets.ts';
import { settingsPage } from '#app/read/settings.ts';
import { supportCard } from '#app/read/strategy-support.ts';
import { workflowsPage } from '#app/read/workflows.ts';
import { buildShop } from '#prisma/seed/builders.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { fillDeskShop, IN_DESK_SHOP } from '#test/support/desk-shop.ts';

const MOST_BYTES = 100_000;
const AT = new Date();

let db: TestDatabase;
let shopId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ({ shopId } = await buildShop());
  await fillDeskShop(shopId, { products: 3_000, customers: 500, orders: 2_000, decisions: 3_000 });
}, 120_000);
afterAll(() => db.drop());

const { suggestion, ladder, rule, decision, customer, anchor } = IN_DESK_SHOP;
const READS: Record<string, () => Promise<unknown>> = {
  home: () => homePage(shopId, AT),
  suggestions: () => listSets(shopId, { status: 'suggested', search: '', page: 1 }, AT),
  'live sets': () => listSets(shopId, { status: 'approved', search: '', page: 1 }, AT),
  'sets that are searched': () => listSets(shopId, { status: 'suggested', search: 'camera', page: 1 }, AT),
  'what the orders carry': () => supportCard(shopId),
  'a suggestion': () => setForEditor(shopId, suggestion, AT),
  'a ladder': () => setForEditor(shopId, ladder, AT),
  'what an editor chooses from': () => editorChoices(shopId),
  'products that are searched': () => findProducts(shopId, { anchorId: BigInt(anchor), words: 'camera', without: [] }, AT),
  rules: () => rulesPage(shopId, AT),
  'a rule': () => ruleEditor(shopId, rule),
  guardrails: () => guardrailsPage(shopId, AT),
  workflows: () => workflowsPage(shopId),
  'people of a workflow': () => previewPeople(shopId, 'order_delivered'),
  results: () => resultDesk(shopId, AT),
  decisions: () => activityDecisions(shopId),
  'decisions that are searched': () => activityDecisions(shopId, { product: 'camera' }),
  changes: () => activityChanges(shopId),
  'a decision': () => explainDecision(shopId, decision, 'en'),
  customers: () => customersPage(shopId),
  'a customer': () => customerPage(shopId, BigInt(customer), AT),
  'data health': () => dataHealthPage(shopId, 'read_orders,read_all_orders', AT),
  ...Object.fromEntries([...PRODUCT_PROBLEMS, 'duplicates' as const].map((problem) => [`data health, ${problem}`, () => problemPage(shopId, problem, 1, AT)])),
  digests: () => digestPage(shopId, null),
  settings: () => settingsPage(shopId),
};

describe('what a page is told of a large shop', () => {
  it('is of a shop that has more than a page of everything', async () => {
    expect((await listSets(shopId, { status: 'suggested', search: '', page: 1 }, AT)).pages).toBe(200);
    expect((await activityDecisions(shopId)).older).not.toBeNull();
    expect((await problemPage(shopId, 'without_cost', 1, AT)).pages).toBeGreaterThan(1);
    expect((await problemPage(shopId, 'duplicates', 1, AT)).total).toBeGreaterThan(5);
  });

  it.each(Object.keys(READS))('stays small: %s', async (name) => {
    const told = await READS[name]?.();
    expect(told).toBeDefined();
    expect(bytesOf(told)).toBeLessThan(MOST_BYTES);
  });
});

const bytesOf = (told: unknown): number => Buffer.byteLength(JSON.stringify(told, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
