// The full recount that the results' one aggregation is held against: plain rows, plain loops, the rules as they are stated.
import { prisma } from '#app/db/prisma.ts';

const WINDOW_MS = 7 * 24 * 3_600_000;

export interface Recounted {
  subjects: number;
  buyers: number;
  orders: number;
  revenue: number;
  revenueSquared: number;
  profit: number;
  profitSquared: number;
  takers: number;
}

/**
 * @param counts which experiments belong to the scope
 * @param takes whose offers were taken up, where that is more
 */
export async function recount(
  shopId: bigint,
  counts: (experimentId: string) => boolean,
  fees: { feeBp: number; feeMinor: number; defaultCostBp: number },
  takes: (experimentId: string) => boolean = counts,
): Promise<Record<string, Recounted>> {
  const where = { where: { shopId } };
  const [links, exposures, orders, lines, refunds, wholeRefunds, attributions] = await Promise.all([
    prisma().subjectLink.findMany(where), prisma().exposure.findMany(where), prisma().order.findMany(where), prisma().orderLine.findMany(where), prisma().refundLine.findMany(where), prisma().refund.findMany(where), prisma().attribution.findMany(where),
  ]);
  const customerOf = new Map(links.map(({ visitorId, customerId }) => [`v:${visitorId}`, `c:${customerId}`]));
  const nameOf = (key: string): string => customerOf.get(key) ?? key;

  const subjects = new Map<string, { arm: string; at: number }>();
  for (const { experimentId, subjectKey, arm, firstAt } of exposures) {
    const known = subjects.get(nameOf(subjectKey));
    if (counts(experimentId) && (!known || firstAt.getTime() < known.at)) subjects.set(nameOf(subjectKey), { arm, at: firstAt.getTime() });
  }
  const worth = new Map<string, { orders: number; revenue: number; profit: number }>();
  for (const order of orders) {
    const key = order.customerId !== null ? `c:${order.customerId}` : order.visitorId === null ? null : nameOf(`v:${order.visitorId}`);
    const subject = key === null ? undefined : subjects.get(key);
    if (key === null || !subject || order.cancelledAt || order.deletedAt) continue;
    const age = order.orderedAt.getTime() - subject.at;
    if (order.orderedAt.getTime() < Math.floor(subject.at / 1000) * 1000 || age >= WINDOW_MS) continue;
    const sum = worth.get(key) ?? { orders: 0, revenue: 0, profit: 0 };
    let paidForOrder = 0;
    for (const line of lines.filter(({ orderId }) => orderId === order.orderId)) {
      const taxOf = ({ taxMinor }: { taxMinor: bigint }) => (order.taxesIncluded ? Number(taxMinor) : 0);
      const price = Math.ceil((Number(line.unitPriceMinor) * line.quantity - taxOf(line)) / line.quantity);
      const paid = Number(line.unitPriceMinor) * line.quantity - Number(line.discountMinor);
      const net = paid - taxOf(line);
      const cost = line.unitCostMinor === null ? Math.ceil((price * fees.defaultCostBp) / 10_000) : Number(line.unitCostMinor);
      const back = refunds.filter(({ orderId, lineId }) => orderId === order.orderId && lineId === line.lineId);
      const backUnits = back.reduce((total, { quantity }) => total + quantity, 0);
      const editedOut = Math.max(0, line.removedQuantity - backUnits);
      const refunded = back.reduce((total, one) => total + Number(one.amountMinor) - taxOf(one), 0) + Math.trunc((net * editedOut) / line.quantity);
      const returned = backUnits + editedOut;
      sum.revenue += net - refunded;
      sum.profit += net - cost * line.quantity - Math.max(0, refunded - cost * returned);
      paidForOrder += paid;
    }
    const forNoLine = wholeRefunds.filter(({ orderId }) => orderId === order.orderId).reduce((total, { adjustmentMinor }) => total + Number(adjustmentMinor), 0);
    sum.revenue -= forNoLine;
    sum.profit -= forNoLine + Number(order.shippingDiscountMinor);
    sum.profit -= (paidForOrder * fees.feeBp) / 10_000 + fees.feeMinor;
    sum.orders++;
    worth.set(key, sum);
  }
  const takers = new Set(attributions.filter(({ experimentId }) => takes(experimentId)).map(({ subjectKey }) => nameOf(subjectKey)));

  const arms: Record<string, Recounted> = {};
  for (const [key, { arm }] of subjects) {
    arms[arm] ??= { subjects: 0, buyers: 0, orders: 0, revenue: 0, revenueSquared: 0, profit: 0, profitSquared: 0, takers: 0 };
    const sum = arms[arm];
    const { orders: count, revenue, profit } = worth.get(key) ?? { orders: 0, revenue: 0, profit: 0 };
    sum.subjects++;
    sum.buyers += count > 0 ? 1 : 0;
    sum.orders += count;
    sum.revenue += revenue;
    sum.revenueSquared += revenue ** 2;
    sum.profit += profit;
    sum.profitSquared += profit ** 2;
    sum.takers += takers.has(key) ? 1 : 0;
  }
  return arms;
}
