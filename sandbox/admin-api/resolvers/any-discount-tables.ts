// How all discounts of the shop answer, one table a type.
import type { AutomaticDiscountRecord } from '../../store/app-types.ts';
import { discountStatus } from '../../store/discounts.ts';
import { dateTime, dateTimeOrNull } from '../values.ts';
import { metafieldFields } from './metafield.ts';
import { connect } from '../connection.ts';
import { collectionList } from './collection.ts';
import type { AnyDiscountSource, BasicDiscountSource, CollectionsSource, DiscountSource } from './sources.ts';
import { typeTable } from './table.ts';

export const discountNodeTable = typeTable<AnyDiscountSource>({
  id: ({ gid }) => gid,
  discount: ({ of }) => of,
  ...metafieldFields<AnyDiscountSource>(({ of, gid }) => {
    const app = of.__typename === 'DiscountAutomaticApp' ? (of as DiscountSource).discount : null;
    return { ownerId: gid, fields: app?.metafields ?? [], updatedAt: app?.updatedAt ?? '' };
  }),
});

export const automaticBasicTable = typeTable<BasicDiscountSource & { code: AutomaticDiscountRecord }>({
  title: ({ code }) => code.title,
  status: ({ code }, _args, { store }) => discountStatus(code, store.clock.now()),
  summary: ({ code }) => `${Math.round(code.percentage * 1_000) / 10}% off`,
  startsAt: ({ code }) => dateTime(code.startsAt),
  endsAt: ({ code }) => dateTimeOrNull(code.endsAt),
  createdAt: ({ code }) => dateTime(code.createdAt),
  updatedAt: ({ code }) => dateTime(code.updatedAt),
  combinesWith: ({ code }) => code.combinesWith,
  tags: ({ code }) => code.tags,
  discountClasses: ({ code }) => [code.discountClass],
  minimumRequirement: () => null,
  customerGets: ({ code }) => ({
    appliesOnOneTimePurchase: true, appliesOnSubscription: false,
    items: itemsOf(code),
    value: { __typename: 'DiscountPercentage', code },
  }),
});

function itemsOf(code: AutomaticDiscountRecord) {
  if (code.collectionIds?.length) return { __typename: 'DiscountCollections', collectionIds: code.collectionIds };
  return { __typename: code.productIds.length + code.variantIds.length > 0 ? 'DiscountProducts' : 'AllDiscountItems', code };
}

export const discountCollectionsTable = typeTable<CollectionsSource>({
  collections: ({ collectionIds }, args, context, path) => connect(collectionList(collectionIds.flatMap((id) => context.store.collections.get(id) ?? [])), args, context, path),
});
