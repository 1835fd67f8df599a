// Code discounts: a percentage or an amount off some products for who enters the code, one for nothing with another, free shipping.
import { codeGid, discountStatus } from '../../store/discounts.ts';
import { gid } from '../../store/gid.ts';
import type { CodeDiscountRecord } from '../../store/app-types.ts';
import type { Store } from '../../store/store.ts';
import type { ProductRecord } from '../../store/types.ts';
import { connect, type ListOf } from '../connection.ts';
import { dateTime, dateTimeOrNull, moneyV2 } from '../values.ts';
import { metafieldFields } from './metafield.ts';
import { productList, variantList } from './product.ts';
import { type CodeDiscountSource, codeDiscountSource, codeNodeSource, variantSource } from './sources.ts';
import { type TypeTable, typeTable } from './table.ts';

export const codeDiscountList = (store: Store): ListOf<CodeDiscountRecord> => ({
  items: [...store.codeDiscounts.values()],
  idOf: (code) => code.id,
  toSource: codeNodeSource,
  sortValues: { TITLE: (code) => code.title, CREATED_AT: (code) => code.createdAt, UPDATED_AT: (code) => code.updatedAt },
  searchKeys: {
    default: (code) => `${code.title} ${code.code}`,
    id: (code) => code.id,
    title: (code) => code.title,
    code: (code) => code.code,
    status: (code) => discountStatus(code, store.clock.now()).toLowerCase(),
    times_used: (code) => code.used,
  },
});

export const codeNodeTable = typeTable<CodeDiscountSource>({
  id: ({ code }) => codeGid(code.id),
  codeDiscount: ({ code }) => codeDiscountSource(code),
  ...metafieldFields<CodeDiscountSource>(({ code }) => ({ ownerId: codeGid(code.id), fields: [], updatedAt: code.updatedAt })),
});

const summaryOf = ({ percentage, amountEach }: CodeDiscountRecord): string => (amountEach === undefined ? `${Math.round(percentage * 1_000) / 10}% off` : `${amountEach} off each`);

const ofEvery: TypeTable<CodeDiscountSource> = {
  title: ({ code }) => code.title,
  status: ({ code }, _args, { store }) => discountStatus(code, store.clock.now()),
  startsAt: ({ code }) => dateTime(code.startsAt),
  endsAt: ({ code }) => dateTimeOrNull(code.endsAt),
  createdAt: ({ code }) => dateTime(code.createdAt),
  updatedAt: ({ code }) => dateTime(code.updatedAt),
  usageLimit: ({ code }) => code.usageLimit,
  asyncUsageCount: ({ code }) => code.used,
  appliesOncePerCustomer: ({ code }) => code.appliesOncePerCustomer,
  combinesWith: ({ code }) => code.combinesWith,
  tags: ({ code }) => code.tags,
  codesCount: () => ({ count: 1, precision: 'EXACT' }),
  codes: ({ code }, args, context, path) =>
    connect({ items: [code], idOf: (one: CodeDiscountRecord) => one.id, toSource: (one): CodeDiscountSource => ({ __typename: 'DiscountRedeemCode', code: one }) }, args, context, path),
  minimumRequirement: () => null,
  context: ({ code }) => ({ __typename: 'DiscountBuyerSelectionAll', code }),
};

export const codeBasicTable = typeTable<CodeDiscountSource>({
  ...ofEvery,
  summary: ({ code }) => summaryOf(code),
  shortSummary: ({ code }) => summaryOf(code),
  discountClasses: () => ['PRODUCT'],
  customerGets: ({ code }) => ({
    appliesOnOneTimePurchase: true, appliesOnSubscription: false,
    items: { __typename: code.productIds.length + code.variantIds.length > 0 ? 'DiscountProducts' : 'AllDiscountItems', code },
    value: { __typename: code.amountEach === undefined ? 'DiscountPercentage' : 'DiscountAmount', code },
  }),
});

export const codeBxgyTable = typeTable<CodeDiscountSource>({ ...ofEvery, summary: () => 'Buy 1, get 1 free', discountClasses: () => ['PRODUCT'], usesPerOrderLimit: () => 1 });
export const codeShippingTable = typeTable<CodeDiscountSource>({ ...ofEvery, summary: () => 'Free shipping', shortSummary: () => 'Free shipping', discountClasses: () => ['SHIPPING'] });

export const everybodyTable = typeTable<CodeDiscountSource>({ all: () => 'ALL' });
export const everythingTable = typeTable<CodeDiscountSource>({ allItems: () => true });
export const percentageTable = typeTable<CodeDiscountSource>({ percentage: ({ code }) => code.percentage });

export const amountTable = typeTable<CodeDiscountSource>({ amount: ({ code }, _args, { store }) => moneyV2(code.amountEach ?? '0.00', store.shop.currency), appliesOnEachItem: () => true });

export const codeProductsTable = typeTable<CodeDiscountSource>({
  products: ({ code }, args, context, path) =>
    connect(productList(code.productIds.map((id) => context.store.products.get(id)).filter((one): one is ProductRecord => one !== undefined), context.store), args, context, path),
  productVariants: ({ code }, args, context, path) => {
    const found = code.variantIds.flatMap((id) => context.store.variantById(id) ?? []);
    return connect(variantList(found.map(({ product, variant }) => variantSource(product, variant))), args, context, path);
  },
});

export const redeemCodeTable = typeTable<CodeDiscountSource>({
  id: ({ code }) => gid('DiscountRedeemCode', code.id),
  code: ({ code }) => code.code,
  asyncUsageCount: ({ code }) => code.used,
});
