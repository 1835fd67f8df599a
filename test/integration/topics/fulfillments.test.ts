// Parcels, topic by topic: whom they enter into what waits for a delivery, and when; also where no carrier ever reports one.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transitTimes } from '#app/db/delivery-estimates.ts';
import { pool } from '#app/db/pool.ts';
import { DEFAULT_TRANSIT_DAYS, MIN_PARCELS } from '#app/domain/workflow/delivery-estimate.ts';
import { assumeDeliveries } from '#app/pipeline/engage/assume-deliveries.ts';
import { enroll } from '#app/pipeline/engage/enroll.ts';
import { runDueSteps } from '#app/pipeline/engage/run-due-steps.ts';
import { switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { countOfShop } from '#app/pipeline/learn/count-transit-times.ts';
import type { OrderRecord } from '#sandbox/store/types.ts';
import { CAMERA, CUSTOMERS, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

const BUYER = CUSTOMERS[1];
const DAY_MS = 86_400_000;
const WAIT_MS = 2 * DAY_MS;

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
  await shop.told((store) => store.setEmailConsent(BUYER, 'SUBSCRIBED'));
  await switchWorkflow(SHOP_ID, 'order_delivered', true, 'merchant', new Date());
  await pool().query('UPDATE experiments SET holdout_bp = 0 WHERE shop_id = $1', [SHOP_ID]);
});
afterAll(() => shop.stop());

let order: OrderRecord;
const parcel = () => order.fulfillments![0]!;
beforeEach(async () => {
  // One email a week: what earlier tests set off does not count.
  await pool().query('DELETE FROM steps WHERE shop_id = $1', [SHOP_ID]);
  await shop.told((store) => {
    order = store.placeOrder({ customerId: BUYER, lines: [{ variantId: CAMERA.variant, quantity: 1 }] });
  });
});

const send = () => shop.told((store) => store.fulfillOrder(order.id));

interface Entered {
  byEstimate: boolean;
  status: string;
  dueAt: Date;
}
/** The steps that the order set off. */
async function entered(): Promise<Entered[]> {
  const { rows } = await pool().query<Entered>(
    `SELECT e.by_estimate AS "byEstimate", s.status, s.due_at AS "dueAt" FROM enrollments e JOIN steps s ON s.shop_id = e.shop_id AND s.enrollment_id = e.enrollment_id WHERE e.shop_id = $1 AND e.order_id = $2`,
    [SHOP_ID, BigInt(order.id)],
  );
  return rows;
}
const later = (iso: string, ms: number) => new Date(Date.parse(iso) + ms);
const second = (iso: string) => `${iso.slice(0, 19)}Z`;
/** The business clock shows a moment: what is due then is done. */
async function clockShows(at: Date): Promise<void> {
  await assumeDeliveries(at);
  const { rows } = await pool().query<{ id: string; payload: { orderId: string } }>(
    `SELECT j.id::text, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'engage.enroll'`,
  );
  for (const { id, payload } of rows) {
    await pool().query('SELECT graphile_worker.complete_jobs(ARRAY[$1::bigint])', [id]);
    await enroll(SHOP_ID, { trigger: 'order_delivered', orderId: payload.orderId }, at);
  }
  await runDueSteps(at);
}
/** Business days after the parcel was sent. */
const daysAfter = (days: number) => later(second(parcel().createdAt), days * DAY_MS);

describe('fulfillments/update', () => {
  it('enrolls for the moment at which the parcel arrived', async () => {
    await send();
    expect(await entered()).toEqual([]);
    const topics = await shop.told((store) => {
      parcel().updatedAt = store.clock.stamp();
      parcel().deliveredAt = parcel().updatedAt;
      store.saveOrder(order);
      store.emit('fulfillments/update', { order, fulfillment: parcel() });
    });
    expect(topics).toEqual(['fulfillments/update']);
    expect(await entered()).toEqual([{ byEstimate: false, status: 'waiting', dueAt: later(second(parcel().updatedAt), WAIT_MS) }]);
  });
});

describe('fulfillment_events/create', () => {
  it('enrolls for the moment that the carrier reports', async () => {
    await send();
    const at = new Date(Date.now() - 3_600_000).toISOString();
    const topics = await shop.told((store) => store.emit('fulfillment_events/create', { eventId: store.nextId(), order, fulfillment: parcel(), at }));
    expect(topics).toEqual(['fulfillment_events/create']);
    expect(await entered()).toEqual([{ byEstimate: false, status: 'waiting', dueAt: later(second(at), WAIT_MS) }]);
  });

  it('counts also where it comes before its parcel', async () => {
    shop.sandbox.webhooks.queue.hold();
    await shop.told((store) => {
      store.deliverOrder(order.id);
      shop.sandbox.webhooks.queue.release();
    });
    expect(await entered()).toMatchObject([{ byEstimate: false, status: 'waiting' }]);
  });
});

describe('fulfillment_events/delete', () => {
  it('takes a wrong report back: what waits, waits for the day on which the parcel is expected', async () => {
    await shop.told((store) => store.deliverOrder(order.id));
    const topics = await shop.told((store) => store.takeBackDelivery(order.id));
    expect(topics).toContain('fulfillment_events/delete');
    expect(await entered()).toEqual([{ byEstimate: true, status: 'waiting', dueAt: later(second(parcel().createdAt), DEFAULT_TRANSIT_DAYS * DAY_MS + WAIT_MS) }]);
    await shop.told((store) => store.deliverOrder(order.id));
    expect(await entered()).toEqual([{ byEstimate: false, status: 'waiting', dueAt: later(second(parcel().deliveredAt!), WAIT_MS) }]);
  });

  it('is lifted by no report that is told late', async () => {
    shop.sandbox.webhooks.queue.hold();
    await shop.told((store) => {
      store.deliverOrder(order.id);
      store.takeBackDelivery(order.id);
      shop.sandbox.webhooks.queue.release();
    });
    expect(await entered()).toEqual([]);
  });
});

describe('fulfillments/create', () => {
  it('is awaited: nobody reports its arrival, and it counts as delivered by estimate when it is due', async () => {
    expect(await send()).toContain('fulfillments/create');
    await clockShows(daysAfter(DEFAULT_TRANSIT_DAYS - 0.1));
    expect(await entered()).toEqual([]);
    await clockShows(daysAfter(DEFAULT_TRANSIT_DAYS));
    expect(await entered()).toEqual([{ byEstimate: true, status: 'waiting', dueAt: daysAfter(DEFAULT_TRANSIT_DAYS + 2) }]);
    await clockShows(daysAfter(DEFAULT_TRANSIT_DAYS + 1));
    expect(await entered()).toHaveLength(1);
  });

  it('is corrected by a report that comes later, while what it set off still waits', async () => {
    await send();
    await clockShows(daysAfter(DEFAULT_TRANSIT_DAYS));
    await shop.told((store) => store.deliverOrder(order.id));
    expect(await entered()).toEqual([{ byEstimate: false, status: 'waiting', dueAt: later(second(parcel().deliveredAt!), WAIT_MS) }]);
  });

  it('is corrected also by a report of days ago, which would set nothing off', async () => {
    await send();
    await clockShows(daysAfter(DEFAULT_TRANSIT_DAYS));
    const at = new Date(Date.now() - 4 * DAY_MS).toISOString();
    await shop.told((store) => store.emit('fulfillment_events/create', { eventId: store.nextId(), order, fulfillment: parcel(), at }));
    expect(await entered()).toMatchObject([{ byEstimate: false }]);
  });

  it('mails nobody twice when the report comes after the email', async () => {
    await send();
    await clockShows(daysAfter(DEFAULT_TRANSIT_DAYS));
    const noon = new Date(`${daysAfter(DEFAULT_TRANSIT_DAYS + 3).toISOString().slice(0, 10)}T11:00:00Z`);
    await clockShows(noon);
    const [before] = await entered();
    expect(before?.status).not.toBe('waiting');
    await shop.told((store) => store.deliverOrder(order.id));
    const [after, ...others] = await entered();
    expect(others).toEqual([]);
    expect([after?.byEstimate, after?.status === 'waiting', after?.dueAt]).toEqual([false, false, before?.dueAt]);
  });

  it('is awaited no longer once it was called off, delivered, or its order cancelled', async () => {
    await send();
    await shop.told((store) => store.cancelOrder(order.id));
    await clockShows(daysAfter(DEFAULT_TRANSIT_DAYS));
    expect(await entered()).toEqual([]);
  });
});

describe("the shop's own median", () => {
  it('is counted every night over what was reported, by country where there is enough, and moves what is awaited', async () => {
    await send();
    const now = daysAfter(0.5);
    const parcels = async (country: string, days: number, count: number) =>
      pool().query(
        `INSERT INTO fulfillments (shop_id, fulfillment_id, order_id, shipped_at, delivered_at, updated_at, country_code)
         SELECT $1, 10000 * $5::bigint + n, 1, $2::timestamptz - interval '20 days', $2::timestamptz - interval '20 days' + make_interval(secs => $3::float8 * 86400), $2, $4 FROM generate_series(1, $5::int) n`,
        [SHOP_ID, now, days, country, count],
      );
    await parcels('DE', 2, MIN_PARCELS);
    await parcels('FR', 9, MIN_PARCELS - 1);
    await countOfShop(SHOP_ID, now);
    const times = await transitTimes(SHOP_ID);
    expect(times.find(({ countryCode }) => countryCode === 'DE')?.medianMinutes).toBeLessThanOrEqual(2 * 1_440);
    expect(times.map(({ countryCode }) => countryCode).sort()).toEqual(['', 'DE']);
    const { rows } = await pool().query('SELECT due_at FROM awaited_deliveries WHERE shop_id = $1 AND fulfillment_id = $2', [SHOP_ID, BigInt(parcel().id)]);
    const { medianMinutes } = times.find(({ countryCode }) => countryCode === 'DE')!;
    expect(rows).toEqual([{ due_at: later(second(parcel().createdAt), medianMinutes * 60_000) }]);
  });
});
