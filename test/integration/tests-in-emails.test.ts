// Tests of a workflow's emails: who is written to is in one arm, decided and counted in it; who is held out is in none.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/prisma.ts';
import { pool } from '#app/db/pool.ts';
import { putTestsLive, testById, type TestRow } from '#app/db/tests.ts';
import { workflowOfTrigger } from '#app/db/workflows.ts';
import { armOfTest } from '#app/domain/experiment-test/arm-of-test.ts';
import { decideFor } from '#app/pipeline/decide/decide-offer.ts';
import { startTest } from '#app/pipeline/decide/start-test.ts';
import { armsOf } from '#app/pipeline/engage/step-arm.ts';
import { endTest } from '#app/pipeline/measure/end-test.ts';
import { type TestDatabase, testDatabase } from '#test/support/database.ts';
import { DAY_0, days, type EngagedShop, engagedShop, enrolled, stepsOf, when } from '#test/support/engaged-shop.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

async function tested(versions: Parameters<typeof startTest>[1]['versions'], holdoutBp = 0): Promise<{ engaged: EngagedShop; test: TestRow; workflowId: string }> {
  const engaged = await engagedShop('order_delivered', { holdoutBp });
  const { shopId } = engaged.shop;
  const workflow = await workflowOfTrigger(shopId, 'order_delivered');
  const kind = versions[1]?.kind;
  const started = await startTest(shopId, { place: `workflow:${workflow?.workflowId ?? ''}`, variable: kind === 'heading' || kind === 'discount' ? kind : 'items', mode: 'knowing', versions, days: 14 }, 'merchant', DAY_0);
  if (started.kind !== 'started') throw new Error(started.faults.join());
  await putTestsLive(shopId, [started.testId], DAY_0);
  return { engaged, test: (await testById(shopId, started.testId)) as TestRow, workflowId: workflow?.workflowId as string };
}

describe('a test of emails', () => {
  it('writes to each customer as their arm says, and counts them in it', async () => {
    const { engaged, test } = await tested([{ kind: 'as_it_was' }, { kind: 'items', most: 1 }]);
    const customers = await Promise.all(Array.from({ length: 12 }, () => enrolled(engaged)));
    await when(days(30));
    const written = await Promise.all(customers.map(async ({ customerId }) => [customerId, (await stepsOf(engaged, customerId))[0]?.message?.items.length] as const));
    expect(new Set(written.map(([, items]) => items))).toEqual(new Set([1, 2]));
    expect(written).toEqual(customers.map(({ customerId }) => [customerId, armOfTest(test, String(customerId)) === 'b' ? 1 : 2]));
    const counted = await prisma().exposure.findMany({ where: { shopId: engaged.shop.shopId, experimentId: test.experimentId } });
    expect(new Map(counted.map(({ subjectKey, arm }) => [subjectKey, arm]))).toEqual(new Map(customers.map(({ customerId }) => [`c:${customerId}`, armOfTest(test, String(customerId))])));
  });

  it('has nobody in it who is held out', async () => {
    const { engaged, test } = await tested([{ kind: 'as_it_was' }, { kind: 'items', most: 1 }], 10_000);
    const { customerId } = await enrolled(engaged);
    await when(days(30));
    expect((await stepsOf(engaged, customerId))[0]).toMatchObject({ status: 'holdout' });
    expect(await prisma().assignment.count({ where: { shopId: engaged.shop.shopId, experimentId: test.experimentId } })).toBe(0);
  });

  it('keeps the arm that a customer had first until the message goes, whatever the shares are by then', async () => {
    const { engaged, test, workflowId } = await tested([{ kind: 'as_it_was' }, { kind: 'heading', heading: 'Goes with it' }]);
    const { shopId } = engaged.shop;
    const { customerId } = await enrolled(engaged);
    await when(days(30));
    await prisma().test.updateMany({ where: { shopId }, data: { shares: armOfTest(test, String(customerId)) === 'a' ? { a: 0, b: 1 } : { a: 1, b: 0 } } });
    const asked = (await armsOf(shopId, [customerId]))({ customerId, workflowId });
    expect(asked.tested?.arm).toBe(armOfTest(test, String(customerId)));
  });

  it('leaves the workflow as its version shows it where that is used', async () => {
    const { engaged, test, workflowId } = await tested([{ kind: 'as_it_was' }, { kind: 'heading', heading: 'Goes with it' }]);
    const { shop, camera } = engaged;
    const { customerId } = await enrolled(engaged);
    await endTest(shop.shopId, test.testId, 'b', 'merchant', DAY_0);
    const { rows } = await pool().query('SELECT place, heading FROM place_settings WHERE shop_id = $1', [shop.shopId]);
    expect(rows).toEqual([{ place: `workflow:${workflowId}`, heading: 'Goes with it' }]);
    const ofWorkflow = await decideFor({ shopId: shop.shopId, placement: 'email', items: [{ variantId: camera.variantId, quantity: 1 }], customerId, partVariantIds: [], workflowId }, days(3));
    expect(ofWorkflow?.decision.offer?.heading).toBe('Goes with it');
  });
});
