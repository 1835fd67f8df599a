// Automatic discounts that a Function of the app computes. Nothing here decides what they take off.
import type { DiscountRecord } from '../../store/app-types.ts';
import { discountGid, discountStatus } from '../../store/discounts.ts';
import type { ListOf, Source } from '../connection.ts';
import type { AdminContext, AppFunction } from '../context.ts';
import { CLIENT_ID } from '../../credentials.ts';
import { dateTime, dateTimeOrNull } from '../values.ts';
import { metafieldFields } from './metafield.ts';
import { appDiscountSource, appSource, type DiscountSource, type FunctionSource, functionSource } from './sources.ts';
import { typeTable } from './table.ts';

export function discountList(store: AdminContext['store'], toSource: (discount: DiscountRecord) => Source): ListOf<DiscountRecord> {
  return {
    items: store.listDiscounts(),
    idOf: (discount) => discount.id,
    toSource,
    sortValues: { TITLE: (discount) => discount.title, CREATED_AT: (discount) => discount.createdAt, UPDATED_AT: (discount) => discount.updatedAt },
    searchKeys: {
      default: (discount) => discount.title,
      id: (discount) => discount.id,
      title: (discount) => discount.title,
      status: (discount) => discountStatus(discount, store.clock.now()).toLowerCase(),
      type: () => ['app', 'automatic'],
      method: () => 'automatic',
      discount_type: () => 'app',
      discount_class: (discount) => discount.discountClasses.map((one) => one.toLowerCase()),
    },
  };
}

export const functionList = (items: readonly AppFunction[]): ListOf<AppFunction> => ({ items, idOf: (fn) => fn.handle, toSource: functionSource });

const nodeFields = metafieldFields<DiscountSource>(({ discount }) => ({ ownerId: discountGid(discount.id), fields: discount.metafields, updatedAt: discount.updatedAt }));

export const automaticNodeTable = typeTable<DiscountSource>({
  id: ({ discount }) => discountGid(discount.id),
  automaticDiscount: ({ discount }) => appDiscountSource(discount),
  ...nodeFields,
});

export const appDiscountTable = typeTable<DiscountSource>({
  discountId: ({ discount }) => discountGid(discount.id),
  title: ({ discount }) => discount.title,
  status: ({ discount }, _args, { store }) => discountStatus(discount, store.clock.now()),
  startsAt: ({ discount }) => dateTime(discount.startsAt),
  endsAt: ({ discount }) => dateTimeOrNull(discount.endsAt),
  createdAt: ({ discount }) => dateTime(discount.createdAt),
  updatedAt: ({ discount }) => dateTime(discount.updatedAt),
  discountClasses: ({ discount }) => discount.discountClasses,
  combinesWith: ({ discount }) => discount.combinesWith,
  tags: ({ discount }) => discount.tags,
  asyncUsageCount: () => 0,
  appliesOnOneTimePurchase: () => true,
  appliesOnSubscription: () => true,
  recurringCycleLimit: () => 1,
  errorHistory: () => null,
  appDiscountType: ({ discount, byAnother }, _args, { functions }) => {
    if (byAnother) return { functionId: discount.functionHandle, appKey: discount.functionHandle, title: discount.title, description: null, app: appSource, discountClasses: discount.discountClasses };
    const fn = functions.find((one) => one.handle === discount.functionHandle);
    return { functionId: fn?.id ?? '', appKey: CLIENT_ID, title: fn?.title ?? discount.functionHandle, description: fn?.description ?? null, app: appSource, discountClasses: discount.discountClasses };
  },
});

export const functionTable = typeTable<FunctionSource>({
  id: ({ fn }) => fn.id,
  handle: ({ fn }) => fn.handle,
  title: ({ fn }) => fn.title,
  description: ({ fn }) => fn.description,
  apiType: ({ fn }) => fn.apiType,
  apiVersion: ({ fn }) => fn.apiVersion,
  appKey: () => CLIENT_ID,
  app: () => appSource,
  inputQuery: () => null,
  useCreationUi: () => false,
});
