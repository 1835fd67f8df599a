// The full recount that the kept sums are held against: plain rows, plain loops, the rules as docs/decisions/0014 and 0045 state them.
// It knows nothing of how the app counts.
import type { ArmSums } from '#app/domain/metric/arm-sums.ts';
import type { OutcomeTerms } from '#app/db/outcome-rows.ts';
import { prisma } from '#app/db/prisma.ts';

const DAY_MS = 24 * 3_600_000;
const WINDOW_MS = 7 * DAY_MS;
const BEFORE_MS = 90 * DAY_MS;
const SECOND = 1_000;

type Rows = Awaited<ReturnType<typeof rowsOf>>;
type Order = Rows['orders'][number];

async function rowsOf(shopId: bigint) {
  const where = { where: { shopId } };
  const [links, exposures, orders, lines, refundLines, refunds, attributions, steps, events] = await Promise.all([
    prisma().subjectLink.findMany(where), prisma().exposure.findMany(where), prisma().order.findMany(where), prisma().orderLine.findMany(where), prisma().refundLine.findMany(where),
    prisma().refund.findMany(where), prisma().attribution.findMany(where), prisma().step.findMany(where), prisma().messageEvent.findMany(where),
  ]);
  return { links, exposures, orders, lines, refundLines, refunds, attributions, steps, events };
}

/** What one order brought, of which how much is left, and what of it was known before some moment. */
function bookkeeping({ lines, refundLines, refunds }: Rows, terms: OutcomeTerms) {
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
  const refundsOf = Map.groupBy(refunds, ({ orderId }) => orderId);
  const backOf = Map.groupBy(refundLines, ({ orderId }) => orderId);
  const taxIn = (order: Order, { taxMinor }: { taxMinor: bigint }) => (order.taxesIncluded ? Number(taxMinor) : 0);

  function worth(order: Order) {
    const total = { units: 0, returnedUnits: 0, revenue: 0, profit: -Number(order.shippingDiscountMinor) - terms.feeMinor };
    const lostBy = new Map<bigint, number>();
    let paidForOrder = 0;
    for (const line of linesOf.get(order.orderId) ?? []) {
      const paid = Number(line.unitPriceMinor) * line.quantity - Number(line.discountMinor);
      const net = paid - taxIn(order, line);
      const price = Math.ceil((Number(line.unitPriceMinor) * line.quantity - taxIn(order, line)) / line.quantity);
      const cost = line.unitCostMinor !== null ? Number(line.unitCostMinor) : terms.defaultCostBp !== null ? Math.ceil((price * terms.defaultCostBp) / 10_000) : price;
      paidForOrder += paid;
      total.revenue += net;
      total.profit += net - cost * line.quantity;
      let unitsBack = 0;
      for (const back of (backOf.get(order.orderId) ?? []).filter(({ lineId }) => lineId === line.lineId)) {
        const amount = Number(back.amountMinor) - taxIn(order, back);
        unitsBack += back.quantity;
        total.revenue -= amount;
        lostBy.set(back.refundId, (lostBy.get(back.refundId) ?? 0) + Math.max(0, amount - cost * back.quantity));
      }
      const editedOut = Math.max(0, line.removedQuantity - unitsBack);
      const forEdited = Math.trunc((net * editedOut) / line.quantity);
      total.revenue -= forEdited;
      total.profit -= Math.max(0, forEdited - cost * editedOut);
      total.units += line.quantity - editedOut;
      total.returnedUnits += unitsBack;
    }
    for (const { refundId, adjustmentMinor } of refundsOf.get(order.orderId) ?? []) {
      total.revenue -= Number(adjustmentMinor);
      lostBy.set(refundId, (lostBy.get(refundId) ?? 0) + Number(adjustmentMinor));
    }
    // A refund never earns, not even where something was withheld.
    for (const lost of lostBy.values()) total.profit -= Math.max(0, lost);
    total.profit -= Math.floor((paidForOrder * terms.feeBp) / 10_000 + 0.5);
    return total;
  }

  function knownAt(order: Order, moment: number): number {
    const made = (linesOf.get(order.orderId) ?? []).reduce((sum, line) => sum + Number(line.unitPriceMinor) * line.quantity - Number(line.discountMinor) - taxIn(order, line), 0);
    const until = (refundsOf.get(order.orderId) ?? []).filter(({ refundedAt }) => refundedAt.getTime() < moment);
    return until.reduce((left, { refundId, adjustmentMinor }) => {
      const amounts = (backOf.get(order.orderId) ?? []).filter((back) => back.refundId === refundId).map((back) => Number(back.amountMinor) - taxIn(order, back));
      return left - Number(adjustmentMinor) - amounts.reduce((sum, amount) => sum + amount, 0);
    }, made);
  }

  return { worth, knownAt };
}

interface Subject {
  arm: string;
  at: number;
  /** The name they were first exposed under. */
  name: string;
  orders: number;
  units: number;
  returnedUnits: number;
  messages: number;
  revenue: number;
  /** Thousandths of a minor unit. */
  profitMilli: number;
  before: number;
  took: boolean;
  unsubscribed: boolean;
}

export type Counts = (experimentId: string) => boolean;

/**
 * @param counts which experiments belong to the scope
 * @param takes whose offers were taken up, where that is more; in_window: anybody's, of an order that counts
 */
export async function recount(shopId: bigint, counts: Counts, terms: OutcomeTerms, takes: Counts | 'in_window' = counts): Promise<Record<string, ArmSums>> {
  return recountRows(await rowsOf(shopId), counts, terms, takes);
}

function recountRows(rows: Rows, counts: Counts, terms: OutcomeTerms, takes: Counts | 'in_window'): Record<string, ArmSums> {
  const linkOf = new Map(rows.links.map(({ visitorId, customerId, linkedAt }) => [`v:${visitorId}`, { customer: `c:${customerId}`, at: linkedAt.getTime() }]));
  const personOf = (name: string): string => linkOf.get(name)?.customer ?? name;
  const ownerOf = ({ customerId, visitorId }: Order): string | null => (customerId !== null ? `c:${customerId}` : visitorId !== null ? personOf(`v:${visitorId}`) : null);
  const { worth, knownAt } = bookkeeping(rows, terms);
  const whole = (moment: number): number => Math.floor(moment / SECOND) * SECOND;

  const subjects = new Map<string, Subject>();
  const sooner = (one: Pick<Subject, 'at' | 'name'>, other: Pick<Subject, 'at' | 'name'>): boolean => one.at < other.at || (one.at === other.at && one.name < other.name);
  for (const { experimentId, subjectKey, arm, firstAt } of rows.exposures) {
    const [person, first] = [personOf(subjectKey), { arm, at: firstAt.getTime(), name: subjectKey }];
    const known = subjects.get(person);
    if (counts(experimentId) && (!known || sooner(first, known)))
      subjects.set(person, { ...first, orders: 0, units: 0, returnedUnits: 0, messages: 0, revenue: 0, profitMilli: 0, before: 0, took: false, unsubscribed: false });
  }

  const attributed = Map.groupBy(rows.attributions, ({ orderId }) => orderId);
  for (const order of rows.orders) {
    const subject = subjects.get(ownerOf(order) ?? '');
    const at = order.orderedAt.getTime();
    if (!subject || order.cancelledAt || order.deletedAt || at < whole(subject.at) || at >= subject.at + WINDOW_MS) continue;
    const { units, returnedUnits, revenue, profit } = worth(order);
    subject.orders++;
    subject.units += units;
    subject.returnedUnits += returnedUnits;
    subject.revenue += revenue;
    subject.profitMilli += profit * 1_000;
    if (takes === 'in_window' && attributed.has(order.orderId)) subject.took = true;
  }
  if (takes !== 'in_window') for (const { experimentId, subjectKey } of rows.attributions) if (takes(experimentId) && subjects.has(personOf(subjectKey))) (subjects.get(personOf(subjectKey)) as Subject).took = true;

  for (const subject of subjects.values()) {
    const link = linkOf.get(subject.name);
    const knownAs = subject.name.startsWith('c:') ? subject.name : link && link.at <= subject.at ? link.customer : null;
    const isTheirs = (order: Order): boolean => {
      const device = order.visitorId === null ? null : `v:${order.visitorId}`;
      if (device === subject.name) return true;
      if (knownAs === null) return false;
      if (order.customerId !== null) return `c:${order.customerId}` === knownAs;
      const of = device === null ? undefined : linkOf.get(device);
      return of !== undefined && of.customer === knownAs && of.at <= subject.at;
    };
    const stood = (undone: Date | null): boolean => undone === null || undone.getTime() >= whole(subject.at);
    for (const order of rows.orders) {
      const at = order.orderedAt.getTime();
      if (at >= subject.at - BEFORE_MS && at < whole(subject.at) && stood(order.cancelledAt) && stood(order.deletedAt) && isTheirs(order)) subject.before += knownAt(order, whole(subject.at));
    }
    if (terms.capMinor !== null) subject.before = Math.min(subject.before, terms.capMinor);
  }

  const lost = new Map(rows.events.filter(({ event }) => event === 'unsubscribed' || event === 'marked_as_spam').map(({ stepId, happenedAt }) => [stepId, happenedAt.getTime()]));
  for (const { stepId, customerId, sentAt } of rows.steps) {
    const subject = subjects.get(`c:${customerId}`);
    if (!subject || !sentAt) continue;
    const inWindow = (moment: number, from: number): boolean => moment >= from && moment < subject.at + WINDOW_MS;
    if (inWindow(sentAt.getTime(), subject.at)) {
      subject.messages++;
      subject.profitMilli -= terms.messageCostMilli;
    }
    const lostAt = lost.get(stepId);
    if (lostAt !== undefined && inWindow(lostAt, whole(subject.at))) subject.unsubscribed = true;
  }
  return sumsOf([...subjects.values()], terms);
}

/** Added up in whole numbers, so that nothing is lost before the end. */
function sumsOf(subjects: readonly Subject[], { capMinor, messageCostMilli }: OutcomeTerms): Record<string, ArmSums> {
  return Object.fromEntries([...Map.groupBy(subjects, ({ arm }) => arm)].map(([arm, all]) => {
    const valuesOf = {
      bought: ({ orders }: Subject) => Number(orders > 0),
      orders: ({ orders }: Subject) => orders,
      took: ({ took }: Subject) => Number(took),
      units: ({ units }: Subject) => units,
      returned: ({ returnedUnits }: Subject) => returnedUnits,
      messages: ({ messages }: Subject) => messages,
      messageCost: ({ messages }: Subject) => messages * messageCostMilli,
      unsubscribed: ({ unsubscribed }: Subject) => Number(unsubscribed),
      revenue: ({ revenue }: Subject) => revenue,
      profit: ({ profitMilli }: Subject) => profitMilli,
      capped: ({ profitMilli }: Subject) => (capMinor === null ? profitMilli : Math.min(profitMilli, capMinor * 1_000)),
      before: ({ before }: Subject) => before,
    } as const;
    type Value = keyof typeof valuesOf;
    const inThousandths: readonly Value[] = ['messageCost', 'profit', 'capped'];
    const sum = (...values: Value[]): number => {
      const total = all.reduce((so, subject) => so + values.reduce((product, value) => product * BigInt(valuesOf[value](subject)), 1n), 0n);
      return Number(`${total}e-${3 * values.filter((each) => inThousandths.includes(each)).length}`);
    };
    const sums: ArmSums = {
      subjects: all.length, buyers: sum('bought'), orders: sum('orders'), ordersSquared: sum('orders', 'orders'), takers: sum('took'),
      units: sum('units'), unitsSquared: sum('units', 'units'), returnedUnits: sum('returned'), returnedUnitsSquared: sum('returned', 'returned'), unitsReturned: sum('units', 'returned'),
      messages: sum('messages'), messageCost: sum('messageCost'), messageCostSquared: sum('messageCost', 'messageCost'), unsubscribers: sum('unsubscribed'),
      revenue: sum('revenue'), revenueSquared: sum('revenue', 'revenue'), revenueCubed: sum('revenue', 'revenue', 'revenue'), ordersRevenue: sum('orders', 'revenue'),
      profit: sum('profit'), profitSquared: sum('profit', 'profit'), revenueProfit: sum('revenue', 'profit'), cappedProfit: sum('capped'), cappedProfitSquared: sum('capped', 'capped'), cappedProfitCubed: sum('capped', 'capped', 'capped'),
      before: sum('before'), beforeSquared: sum('before', 'before'), beforeRevenue: sum('before', 'revenue'), beforeProfit: sum('before', 'profit'), beforeCappedProfit: sum('before', 'capped'),
    };
    return [arm, sums];
  }));
}
