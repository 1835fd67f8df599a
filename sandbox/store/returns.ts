// Returns through their life: asked for, approved or declined, called off, processed, closed, opened again. No money moves here:
// a refund is a thing of its own.
import type { Ledger } from './ledger.ts';
import { lineOf, refundable } from './orders.ts';
import { StoreRefusal } from './refusal.ts';
import type { OrderRecord, ReturnRecord, ReturnState } from './types.ts';

export interface ReturnRequest {
  /** Absent: all that is left of the order. */
  lines?: { lineId: number; quantity: number }[];
}

export function requestReturn(store: Ledger, orderId: number, { lines }: ReturnRequest = {}): ReturnRecord {
  const order = store.requireOrder(orderId);
  const wanted = lines ?? order.lines.map((line) => ({ lineId: line.id, quantity: refundable(order, line) })).filter(({ quantity }) => quantity > 0);
  if (wanted.length === 0) throw new StoreRefusal('INVALID', `Nothing of ${order.name} is left to send back.`);
  for (const { lineId, quantity } of wanted) lineOf(order, lineId, quantity);
  const earlier = order.returns ?? [];
  return store.transaction(() => {
    const record: ReturnRecord = {
      id: store.nextId(), name: `${order.name}-R${earlier.length + 1}`, status: 'REQUESTED', createdAt: store.clock.now().toISOString(), approvedAt: null, closedAt: null,
      lines: wanted.map(({ lineId, quantity }) => ({ id: store.nextId(), lineId, quantity })),
    };
    order.returns = [...earlier, record];
    saved(store, order);
    store.emit('returns/request', { order, record });
    return record;
  });
}

type Turn = 'approve' | 'decline' | 'cancel' | 'close' | 'reopen';

const TURNS: Record<Turn, { from: readonly ReturnState[]; to: ReturnState }> = {
  approve: { from: ['REQUESTED'], to: 'OPEN' },
  decline: { from: ['REQUESTED'], to: 'DECLINED' },
  cancel: { from: ['OPEN'], to: 'CANCELED' },
  close: { from: ['OPEN'], to: 'CLOSED' },
  reopen: { from: ['CLOSED'], to: 'OPEN' },
};

export const RETURN_TURNS = Object.keys(TURNS) as Turn[];

export function turnReturn(store: Ledger, returnId: number, turn: Turn): ReturnRecord {
  const { order, record } = store.requireReturn(returnId);
  const { from, to } = TURNS[turn];
  if (!from.includes(record.status)) throw new StoreRefusal('INVALID', `${record.name} is ${record.status.toLowerCase()}.`);
  return store.transaction(() => {
    const at = store.clock.now().toISOString();
    record.status = to;
    if (turn === 'approve') record.approvedAt = at;
    record.closedAt = to === 'CLOSED' ? at : null;
    saved(store, order);
    store.emit(`returns/${turn}`, { order, record });
    return record;
  });
}

/** Goods were looked at. What becomes of them is said by what follows: a refund, a close. */
export function processReturn(store: Ledger, returnId: number): ReturnRecord {
  const { order, record } = store.requireReturn(returnId);
  store.transaction(() => {
    saved(store, order);
    store.emit('returns/process', { order, record });
  });
  return record;
}

/** Takes a line out of a return again. */
export function removeReturnLine(store: Ledger, returnId: number, lineId: number): ReturnRecord {
  const { order, record } = store.requireReturn(returnId);
  const gone = record.lines.filter((line) => line.lineId === lineId);
  if (gone.length === 0 || gone.length === record.lines.length) throw new StoreRefusal('INVALID', `${record.name} cannot do without the line ${lineId}.`);
  return store.transaction(() => {
    record.lines = record.lines.filter((line) => line.lineId !== lineId);
    saved(store, order);
    store.emit('returns/update', { order, record, removed: gone.map(({ id, quantity }) => ({ returnLineId: id, delta: quantity })) });
    return record;
  });
}

function saved(store: Ledger, order: OrderRecord): void {
  order.updatedAt = store.clock.stamp();
  store.saveOrder(order);
}
