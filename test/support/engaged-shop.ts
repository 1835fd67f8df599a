// A shop in the middle of its workflows: a camera with its set, a customer who agreed to be written to and bought it, the
// parcel delivered; and the verbs that let days pass.
import { randomUUID } from 'node:crypto';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import type { StepDraft } from '#app/domain/workflow/step-draft.ts';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import { enroll } from '#app/pipeline/engage/enroll.ts';
import { runDueSteps } from '#app/pipeline/engage/run-due-steps.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { buildCustomer, buildOrder, buildProduct, buildSet, buildShop, type BuiltOrder, type BuiltProduct, type BuiltShop } from '#prisma/seed/builders.ts';

const HOUR_MS = 3_600_000;
/** A Monday, noon where the shop is. */
export const DAY_0 = new Date('2026-06-01T10:00:00.000Z');
export const hours = (count: number): Date => new Date(DAY_0.getTime() + count * HOUR_MS);
export const days = (count: number): Date => hours(24 * count);

export interface StepState {
  stepId: string;
  status: string;
  reason: string | null;
  dueAt: Date;
  message: StepDraft | null;
  decisionId: string | null;
}

export interface EngagedShop {
  shop: BuiltShop;
  camera: BuiltProduct;
  card: BuiltProduct;
  slowCard: BuiltProduct;
  bag: BuiltProduct;
  setId: string;
}

export async function engagedShop(trigger: TriggerName | null = 'order_delivered', { holdoutBp = 0 } = {}): Promise<EngagedShop> {
  const shop = await buildShop();
  const camera = await buildProduct(shop.shopId, { title: 'Aurel M5', productType: 'Camera', priceMinor: 129_000, unitCostMinor: 90_000 });
  const card = await buildProduct(shop.shopId, { title: 'Fast Card 128', productType: 'Card', priceMinor: 8_000, unitCostMinor: 3_000 });
  const slowCard = await buildProduct(shop.shopId, { title: 'Card 64', productType: 'Card', priceMinor: 5_000, unitCostMinor: 2_000 });
  const bag = await buildProduct(shop.shopId, { title: 'Trail Bag', productType: 'Bag' });
  const setId = await buildSet(shop.shopId, {
    anchor: camera,
    slots: [{ name: 'memory card', candidates: [{ product: card, support: 214 }, { product: slowCard }] }, { name: 'bag', candidates: [{ product: bag }] }],
  });
  if (trigger) await switchWorkflow(shop.shopId, trigger, true, 'merchant', DAY_0);
  // Nobody is held out of everything: who gets what here is said by the test.
  await pool().query(`DELETE FROM experiments WHERE shop_id = $1 AND subject_of = 'global'`, [shop.shopId]);
  await pool().query('UPDATE experiments SET holdout_bp = $2 WHERE shop_id = $1', [shop.shopId, holdoutBp]);
  return { shop, camera, card, slowCard, bag, setId };
}

/** A customer who said yes, unless told otherwise. */
export async function buyer({ shop }: EngagedShop, emailConsent: string | null = 'SUBSCRIBED', locale: string | null = 'de'): Promise<bigint> {
  const customerId = await buildCustomer(shop.shopId);
  await pool().query('UPDATE customers SET email_consent = $3, locale = $4 WHERE shop_id = $1 AND customer_id = $2', [shop.shopId, customerId, emailConsent, locale]);
  return customerId;
}

/** Ordered on day 0, and delivered at once. */
export async function deliveredOrder({ shop, camera }: EngagedShop, customerId: bigint | null, products: BuiltProduct[] = [camera]): Promise<BuiltOrder> {
  const order = await buildOrder(shop.shopId, { customerId, orderedAt: DAY_0, lines: products.map((product) => ({ product })) });
  await prisma().fulfillment.create({ data: { shopId: shop.shopId, fulfillmentId: order.orderId, orderId: order.orderId, deliveredAt: DAY_0, updatedAt: DAY_0 } });
  return order;
}

/** A customer who entered the workflow of delivered orders on day 0. */
export async function enrolled(engaged: EngagedShop, customer: { consent?: string | null; products?: BuiltProduct[] } = {}): Promise<{ customerId: bigint; order: BuiltOrder }> {
  const customerId = await buyer(engaged, customer.consent === undefined ? 'SUBSCRIBED' : customer.consent);
  const order = await deliveredOrder(engaged, customerId, customer.products);
  await enroll(engaged.shop.shopId, { trigger: 'order_delivered', orderId: String(order.orderId) }, DAY_0);
  return { customerId, order };
}

export async function shopsOwnEmail({ shop }: EngagedShop, customerId: bigint, at: Date): Promise<void> {
  await prisma().touch.create({ data: { shopId: shop.shopId, touchId: randomUUID(), subjectKey: `c:${customerId}`, channel: 'email', touchedAt: at, source: 'shop' } });
}

export async function sellOut({ shop }: EngagedShop, product: BuiltProduct): Promise<void> {
  await pool().query('UPDATE inventory_levels SET available = 0 WHERE shop_id = $1 AND inventory_item_id = $2', [shop.shopId, product.inventoryItemId]);
}

/** Lets the time come; @returns how many steps were handled then */
export const when = (moment: Date): Promise<number> => runDueSteps(moment);

export async function stepsOf({ shop }: EngagedShop, customerId: bigint): Promise<StepState[]> {
  const { rows } = await pool().query<StepState>(
    `SELECT step_id AS "stepId", status, reason, due_at AS "dueAt", message, decision_id AS "decisionId" FROM steps WHERE shop_id = $1 AND customer_id = $2 ORDER BY due_at, step_id`,
    [shop.shopId, customerId],
  );
  return rows;
}

/** Jobs that would send a step of this shop. */
export async function awaitingSend({ shop }: EngagedShop): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT j.payload->>'stepId' AS id FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'deliver.send-step' AND j.payload->>'shopId' = $1`,
    [String(shop.shopId)],
  );
  return rows.map(({ id }) => id);
}
