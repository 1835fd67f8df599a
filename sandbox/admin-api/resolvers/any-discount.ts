// All discounts of the shop together: the app's, those without a code that the merchant or another app made, and codes.
import type { AutomaticDiscountRecord, CodeDiscountRecord, DiscountRecord } from '../../store/app-types.ts';
import { codeGid, discountGid, discountStatus } from '../../store/discounts.ts';
import type { Store } from '../../store/store.ts';
import type { ListOf } from '../connection.ts';
import { type AnyDiscountSource, anyDiscountSource, appDiscountSource, automaticBasicSource, codeDiscountSource, otherAppSource } from './sources.ts';

interface AnyDiscount {
  source: AnyDiscountSource;
  id: number;
  record: AutomaticDiscountRecord | CodeDiscountRecord | DiscountRecord;
  method: 'automatic' | 'code';
}

const ofApp = (record: DiscountRecord): AnyDiscount => ({ source: anyDiscountSource(appDiscountSource(record), discountGid(record.id)), id: record.id, record, method: 'automatic' });
const ofNobody = (record: AutomaticDiscountRecord): AnyDiscount => ({ source: anyDiscountSource(record.byApp ? otherAppSource(record) : automaticBasicSource(record), discountGid(record.id)), id: record.id, record, method: 'automatic' });
const ofCode = (record: CodeDiscountRecord): AnyDiscount => ({ source: anyDiscountSource(codeDiscountSource(record), codeGid(record.id)), id: record.id, record, method: 'code' });

export const anyDiscountList = (store: Store): ListOf<AnyDiscount> => ({
  items: [...store.listDiscounts().map(ofApp), ...[...store.automaticDiscounts.values()].map(ofNobody), ...[...store.codeDiscounts.values()].map(ofCode)],
  idOf: ({ id }) => id,
  toSource: ({ source }) => source,
  sortValues: { TITLE: ({ record }) => record.title, CREATED_AT: ({ record }) => record.createdAt, UPDATED_AT: ({ record }) => record.updatedAt },
  searchKeys: {
    default: ({ record }) => record.title,
    id: ({ id }) => id,
    title: ({ record }) => record.title,
    status: ({ record }) => discountStatus(record, store.clock.now()).toLowerCase(),
    method: ({ method }) => method,
    combines_with: ({ record: { combinesWith } }) => [
      ...(combinesWith.orderDiscounts ? ['order_discounts'] : []), ...(combinesWith.productDiscounts ? ['product_discounts'] : []), ...(combinesWith.shippingDiscounts ? ['shipping_discounts'] : []),
    ],
  },
});

export const anyDiscountOf = (store: Store, id: number): AnyDiscountSource | null => anyDiscountList(store).items.find((one) => one.id === id)?.source ?? null;
