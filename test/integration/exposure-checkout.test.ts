// Both arms through the store's own cart and checkout: what each pays, what is attributed, where each counts. Whoever is held
// out and puts the set together by hand pays what stands on the shelf; what they copy from others changes the price, never
// their arm (docs/decisions/0014).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offersAnswer } from '#app/contract/offers.ts';
import { endExperiment, ensureExperiment, type ExperimentRow } from '#app/db/experiments.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { armSums } from '#app/db/results.ts';
import { type Arm, armOf } from '#app/domain/portable/assignment.ts';
import { LINE_ATTRIBUTE, VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { publishSets } from '#app/pipeline/publish/publish-sets.ts';
import { type ConnectedShop, openedShop } from '#test/support/connected-shop.ts';
import { buildCameraSet } from '#test/support/small-store-sets.ts';
import { CAMERA, CARD, CUSTOMERS, SHOP_ID } from '#test/support/small-store.ts';
import { StoreVisitor } from '#test/support/store-visitor.ts';

/** Of the card: on the shelf, and in the set. */
const [SHELF, IN_SET] = [4_990, 4_491];
const CAMERA_PRICE = 89_000;
const now = () => new Date();

let shop: ConnectedShop;
let setId: string;
let experiment: ExperimentRow;

beforeAll(async () => {
  shop = await openedShop();
  setId = await buildCameraSet(SHOP_ID);
  for (const { variant } of [CAMERA, CARD]) shop.sandbox.store.requireVariant(variant).variant.inventoryItem.tracked = false;
  await switchPlacement(SHOP_ID, 'cart_page', true, 'merchant', now());
  await prisma().experiment.updateMany({ where: { shopId: SHOP_ID, subjectOf: 'global' }, data: { holdoutBp: 0 } });
  await endExperiment(SHOP_ID, 'placement:cart_page', now());
  experiment = await ensureExperiment(SHOP_ID, 'placement:cart_page', now(), pool(), 5_000);
  await shop.work();
  await publishSets(SHOP_ID, now());
});
afterAll(() => shop?.stop());

const visitorIn = (arm: Arm): string => {
  for (;;) {
    const visitor = randomUUID();
    if (armOf(experiment.salt, visitor, experiment.holdoutBp) === arm) return visitor;
  }
};

/** One browser: its cart, and its visitor; null: no consent. */
class Shopper extends StoreVisitor {
  readonly visitor: string | null;

  constructor(visitor: string | null) {
    super(shop);
    this.visitor = visitor;
  }

  /** Puts the camera in, looks at the cart, and tells that its place came into view, as the theme's block does. @returns whether an offer was there */
  async comes(): Promise<boolean> {
    await this.adds(CAMERA.variant);
    return this.looks();
  }

  async looks(): Promise<boolean> {
    await this.ask('/cart/update.js', { attributes: { [VISITOR_ATTRIBUTE]: this.visitor ?? '' } });
    const question = new URLSearchParams({ placement: 'cart_page', items: `${CAMERA.variant}:1`, currency: 'EUR', ...(this.visitor ? { visitor: this.visitor } : {}) });
    const { offer, exposure } = offersAnswer.parse(await (await this.ask(`/apps/setwise/offers?${question}`)).json());
    if (exposure && this.visitor) await this.ask(`/apps/setwise/exposure?${new URLSearchParams({ placement: 'cart_page', visitor: this.visitor, decision: exposure.decisionId, experiment: exposure.experimentId })}`);
    return offer !== null;
  }

  async adds(variant: number, properties: Record<string, string> = {}): Promise<void> {
    await this.ask('/cart/add.js', { items: [{ id: variant, properties }] });
  }

  /** @returns what was charged by variant, and the order as the app has it */
  async buys(customer = ''): Promise<{ charged: Record<number, number>; orderId: bigint }> {
    const charged = await this.pays();
    const order = await this.checksOut({ customer });
    return { charged, orderId: BigInt(order?.id ?? Number.NaN) };
  }
}

async function sums() {
  const rows = await armSums(SHOP_ID, await outcomeTermsOf(SHOP_ID));
  const of = (arm: Arm) => {
    const { subjects = 0, orders = 0, takers = 0, revenue = 0 } = rows.find((row) => row.scope === experiment.experimentId && row.arm === arm) ?? {};
    return { subjects, orders, takers, revenue };
  };
  return { exposed: of('exposed'), holdout: of('holdout') };
}
const NOTHING = { subjects: 0, orders: 0, takers: 0, revenue: 0 };
/** What one shopper added to each arm. */
async function adding(act: () => Promise<void>) {
  const before = await sums();
  await act();
  const after = await sums();
  const less = (arm: Arm) => Object.fromEntries(Object.entries(after[arm]).map(([key, value]) => [key, value - before[arm][key as keyof typeof NOTHING]]));
  return { exposed: less('exposed'), holdout: less('holdout') };
}
const attributed = (orderId: bigint) => prisma().attribution.findMany({ where: { shopId: SHOP_ID, orderId } });
const setsOf = async (orderId: bigint) => (await prisma().orderLine.findMany({ where: { shopId: SHOP_ID, orderId }, orderBy: { unitPriceMinor: 'desc' } })).map((line) => line.setId);

describe('through the checkout', () => {
  it('who is exposed and takes the set pays its price, and counts with what they paid', async () => {
    const shopper = new Shopper(visitorIn('exposed'));
    const added = await adding(async () => {
      expect(await shopper.comes()).toBe(true);
      await shopper.adds(CARD.variant, { [LINE_ATTRIBUTE]: setId });
      const { charged, orderId } = await shopper.buys();
      expect(charged).toEqual({ [CAMERA.variant]: CAMERA_PRICE, [CARD.variant]: IN_SET });
      expect(await setsOf(orderId)).toEqual([null, setId]);
      expect(await attributed(orderId)).toMatchObject([{ experimentId: experiment.experimentId }]);
    });
    expect(added).toEqual({ exposed: { subjects: 1, orders: 1, takers: 1, revenue: CAMERA_PRICE + IN_SET }, holdout: NOTHING });
  });

  it('who is held out and puts the set together by hand pays the shelf\'s price, of no set, and counts as held out', async () => {
    const shopper = new Shopper(visitorIn('holdout'));
    const added = await adding(async () => {
      expect(await shopper.comes()).toBe(false);
      await shopper.adds(CARD.variant);
      const { charged, orderId } = await shopper.buys();
      expect(charged).toEqual({ [CAMERA.variant]: CAMERA_PRICE, [CARD.variant]: SHELF });
      expect(await setsOf(orderId)).toEqual([null, null]);
      expect(await attributed(orderId)).toEqual([]);
    });
    expect(added).toEqual({ exposed: NOTHING, holdout: { subjects: 1, orders: 1, takers: 0, revenue: CAMERA_PRICE + SHELF } });
  });

  it('who is exposed and puts it together by hand pays the shelf\'s price as well', async () => {
    const shopper = new Shopper(visitorIn('exposed'));
    const added = await adding(async () => {
      expect(await shopper.comes()).toBe(true);
      await shopper.adds(CARD.variant);
      expect((await shopper.buys()).charged).toMatchObject({ [CARD.variant]: SHELF });
    });
    expect(added).toEqual({ exposed: { subjects: 1, orders: 1, takers: 0, revenue: CAMERA_PRICE + SHELF }, holdout: NOTHING });
  });

  it('who is held out and copies the line of somebody else pays the set\'s price, follows no offer, and counts as held out', async () => {
    const shopper = new Shopper(visitorIn('holdout'));
    const added = await adding(async () => {
      await shopper.comes();
      await shopper.adds(CARD.variant, { [LINE_ATTRIBUTE]: setId });
      const { charged, orderId } = await shopper.buys();
      expect(charged).toMatchObject({ [CARD.variant]: IN_SET });
      expect(await attributed(orderId)).toEqual([]);
    });
    expect(added).toEqual({ exposed: NOTHING, holdout: { subjects: 1, orders: 1, takers: 0, revenue: CAMERA_PRICE + IN_SET } });
  });

  it('who is held out and follows the cart link of somebody else pays the shelf\'s price, and counts as themselves', async () => {
    const shopper = new Shopper(visitorIn('holdout'));
    const other = visitorIn('exposed');
    const added = await adding(async () => {
      await shopper.ask(`/cart/${CAMERA.variant}:1,${CARD.variant}:1?${new URLSearchParams({ storefront: 'true', [`attributes[${VISITOR_ATTRIBUTE}]`]: other })}`);
      expect(await shopper.looks()).toBe(false);
      const { charged, orderId } = await shopper.buys();
      expect(charged).toEqual({ [CAMERA.variant]: CAMERA_PRICE, [CARD.variant]: SHELF });
      expect(await attributed(orderId)).toEqual([]);
    });
    expect(added).toEqual({ exposed: NOTHING, holdout: { subjects: 1, orders: 1, takers: 0, revenue: CAMERA_PRICE + SHELF } });
    expect(await prisma().exposure.count({ where: { shopId: SHOP_ID, subjectKey: `v:${other}` } })).toBe(0);
  });

  it('who is a customer in the end counts once, also with what they buy on another device', async () => {
    const [first, second] = [new Shopper(visitorIn('holdout')), new Shopper(visitorIn('exposed'))];
    const customer = String(CUSTOMERS[0]);
    const added = await adding(async () => {
      await first.comes();
      await first.buys(customer);
      await second.comes();
      await second.adds(CARD.variant, { [LINE_ATTRIBUTE]: setId });
      await second.buys(customer);
    });
    expect(added).toMatchObject({ exposed: NOTHING, holdout: { subjects: 1, orders: 2, revenue: 2 * CAMERA_PRICE + IN_SET } });
  });

  it('who did not consent is shown the set, pays its price, and counts nowhere', async () => {
    const shopper = new Shopper(null);
    const added = await adding(async () => {
      expect(await shopper.comes()).toBe(true);
      await shopper.adds(CARD.variant, { [LINE_ATTRIBUTE]: setId });
      const { charged, orderId } = await shopper.buys();
      expect(charged).toMatchObject({ [CARD.variant]: IN_SET });
      expect(await attributed(orderId)).toEqual([]);
    });
    expect(added).toEqual({ exposed: NOTHING, holdout: NOTHING });
  });
});
