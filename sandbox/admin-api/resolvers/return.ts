// Returns of orders, and their lines.
import { gid } from '../../store/gid.ts';
import type { OrderRecord, ReturnRecord } from '../../store/types.ts';
import { connect, type ListOf } from '../connection.ts';
import { dateTime, dateTimeOrNull } from '../values.ts';
import { lineSource, orderSource, type ReturnLineSource, type ReturnSource, returnSource } from './sources.ts';
import { typeTable } from './table.ts';

export const returnList = (order: OrderRecord): ListOf<ReturnRecord> => ({ items: order.returns ?? [], idOf: ({ id }) => id, toSource: (record) => returnSource(order, record) });

export const returnTable = typeTable<ReturnSource>({
  id: ({ record }) => gid('Return', record.id),
  name: ({ record }) => record.name,
  status: ({ record }) => record.status,
  createdAt: ({ record }) => dateTime(record.createdAt),
  requestApprovedAt: ({ record }) => dateTimeOrNull(record.approvedAt),
  closedAt: ({ record }) => dateTimeOrNull(record.closedAt),
  totalQuantity: ({ record }) => record.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  order: ({ order }) => orderSource(order),
  returnLineItems: ({ order, record }, args, context, path) =>
    connect({
      items: record.lines, idOf: (part: ReturnRecord['lines'][number]) => part.id,
      toSource: (part): ReturnLineSource => ({ __typename: 'ReturnLineItem', order, record, part }),
    }, args, context, path),
});

export const returnLineTable = typeTable<ReturnLineSource>({
  id: ({ part }) => gid('ReturnLineItem', part.id),
  quantity: ({ part }) => part.quantity,
  fulfillmentLineItem: ({ order, part }) => {
    const line = order.lines.find((one) => one.id === part.lineId);
    return line ? { id: gid('FulfillmentLineItem', part.id), lineItem: lineSource(order, line) } : null;
  },
});
