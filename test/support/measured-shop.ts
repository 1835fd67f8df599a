// A shop whose places are measured, asked and told over HTTP as the theme does: the server's own handlers, signed questions.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ExposureTold, type OffersAnswer, offersAnswer, type Placement } from '#app/contract/offers.ts';
import { endExperiment, ensureExperiment } from '#app/db/experiments.ts';
import { prisma } from '#app/db/prisma.ts';
import { pool } from '#app/db/pool.ts';
import { attributeOrder } from '#app/pipeline/measure/attribute-order.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { handleExposure } from '#app/server/exposure.ts';
import { answerError } from '#app/server/http-errors.ts';
import { handleOffers } from '#app/server/offers.ts';
import { type BuiltProduct, type BuiltShop, buildOrder, buildProduct, buildSet, buildShop } from '#prisma/seed/builders.ts';
import { signedQuery } from './offers-endpoint.ts';

/** Who asks: a consenting visitor, perhaps logged in. */
export interface Shopper {
  visitor: string | null;
  customerId?: bigint | null;
}

export interface MeasuredShop {
  shop: BuiltShop;
  anchor: BuiltProduct;
  offered: BuiltProduct;
  setId: string;
  ask(who: Shopper, placement?: Placement): Promise<OffersAnswer>;
  /** The place came into view. */
  tell(who: Shopper, told: ExposureTold, placement?: Placement): Promise<void>;
  /** They buy: the order comes in, and what follows an order has followed. */
  order(who: Shopper, orderedAt: Date, lines?: { offered?: boolean; discountMinor?: number; marked?: boolean }): Promise<bigint>;
  stop(): Promise<void>;
}

/** @param shares held out of each place, and of everything, basis points */
export async function measuredShop(shares: Partial<Record<Placement | 'global', number>>, now: Date, salt = ''): Promise<MeasuredShop> {
  const server = http.createServer((request, response) => {
    const handle = request.url?.startsWith('/proxy/exposure') ? handleExposure : handleOffers;
    handle(request, response).catch((error) => answerError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy`;

  const shop = await buildShop();
  const { shopId, domain } = shop;
  const anchor = await buildProduct(shopId, { title: 'Camera' });
  const offered = await buildProduct(shopId, { title: 'Card', priceMinor: 4_990, unitCostMinor: 2_000 });
  const setId = await buildSet(shopId, { anchor, slots: [{ name: 'card', candidates: [{ product: offered }] }] });
  for (const [about, holdoutBp] of Object.entries(shares)) {
    if (about === 'global') continue;
    await switchPlacement(shopId, about as Placement, true, 'merchant', now);
    await endExperiment(shopId, `placement:${about as Placement}`, now);
    await ensureExperiment(shopId, `placement:${about as Placement}`, now, pool(), holdoutBp);
  }
  await prisma().experiment.updateMany({ where: { shopId, subjectOf: 'global' }, data: { holdoutBp: shares.global ?? 0 } });
  if (salt !== '') await pool().query(`UPDATE experiments SET salt = $2 || subject_of WHERE shop_id = $1`, [shopId, salt]);

  const get = async (what: string, { customerId }: Shopper, parameters: Record<string, string>): Promise<Response> => {
    const response = await fetch(`${url}/${what}${signedQuery(domain, { ...parameters, logged_in_customer_id: customerId ? String(customerId) : '' })}`);
    if (!response.ok) throw new Error(`${what} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  return {
    shop, anchor, offered, setId,
    async ask(who, placement = 'cart_page') {
      const response = await get('offers', who, { placement, items: `${anchor.variantId}:1`, ...(who.visitor ? { visitor: who.visitor } : {}) });
      return offersAnswer.parse(await response.json());
    },
    async tell(who, told, placement = 'cart_page') {
      await get('exposure', who, { placement, visitor: who.visitor ?? '', decision: told.decisionId, experiment: told.experimentId });
    },
    async order({ visitor, customerId = null }, orderedAt, { offered: takes = false, discountMinor = 0, marked = takes } = {}) {
      const { orderId } = await buildOrder(shopId, { customerId, orderedAt, lines: [{ product: anchor }, ...(takes ? [{ product: offered, discountMinor, setId: marked ? setId : null }] : [])] });
      await prisma().order.updateMany({ where: { shopId, orderId }, data: { visitorId: visitor } });
      await attributeOrder(shopId, orderId, orderedAt);
      return orderId;
    },
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
