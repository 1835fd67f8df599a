// What can be asked.
import { GraphQLError } from 'graphql';
import { connect, type ListOf } from '../connection.ts';
import { anyDiscountList, anyDiscountOf } from './any-discount.ts';
import { bulkList } from './bulk-operation.ts';
import { codeDiscountList } from './code-discount.ts';
import { collectionList } from './collection.ts';
import { customerList } from './customer.ts';
import { discountList, functionList } from './discount.ts';
import { inventoryItemList, locationList } from './inventory.ts';
import { marketList, resolvedValues } from './market.ts';
import { definitionList } from './metafield.ts';
import { findNode } from './node.ts';
import { orderList, visibleOrders } from './order.ts';
import { productList, variantList } from './product.ts';
import { themeList } from './shop.ts';
import { subscriptionList } from './subscription.ts';
import { webPixel } from './web-pixel.ts';
import { codeNamed } from '../../store/codes.ts';
import { parseGid } from '../../store/gid.ts';
import { appDiscountSource, appSource, automaticNodeSource, bulkSource, codeNodeSource, functionSource, installationSource, inventoryItemSource, locationSource, productSource, shopSource, variantsOf } from './sources.ts';
import { type Args, type Resolver, typeTable } from './table.ts';
import { resolveNamespace } from '../../store/metafield-values.ts';
import type { AdminContext } from '../context.ts';

const NODES_LIMIT = 250;

const byId = (type: string): Resolver => (_source, args, context) => findNode(args.id as string, context, type);

const list = <T>(listOf: (context: AdminContext, args: Args) => ListOf<T>): Resolver =>
  (_source, args, context, path) => connect(listOf(context, args), args, context, path);

const count = <T>(listOf: (context: AdminContext) => ListOf<T>): Resolver => (_source, args, context, path) => {
  const { items } = connect(listOf(context), { query: args.query ?? null, first: 1 }, { ...context, bulk: true }, path);
  const limit = typeof args.limit === 'number' ? args.limit : Number.POSITIVE_INFINITY;
  return { count: Math.min(items.length, limit), precision: items.length > limit ? 'AT_LEAST' : 'EXACT' };
};

const products = ({ store }: AdminContext) => productList([...store.products.values()], store);
const variants = ({ store }: AdminContext) => variantList([...store.products.values()].flatMap(variantsOf));
const orders = (context: AdminContext) => orderList(visibleOrders(context));
const customers = ({ store }: AdminContext) => customerList([...store.customers.values()]);
const inventoryItems = ({ store }: AdminContext) =>
  inventoryItemList([...store.products.values()].flatMap((product) => product.variants.map((variant) => inventoryItemSource(product, variant))));

export const queryRootTable = typeTable({
  shop: () => shopSource,
  app: () => appSource,
  currentAppInstallation: () => installationSource,
  appInstallation: () => installationSource,

  node: (_source, args, context) => findNode(args.id as string, context),
  nodes: (_source, args, context) => {
    const ids = args.ids as string[];
    if (ids.length > NODES_LIMIT)
      throw new GraphQLError(`The input array size of ${ids.length} is greater than the maximum allowed of ${NODES_LIMIT}.`, { extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } });
    return ids.map((id) => findNode(id, context));
  },

  product: byId('Product'),
  products: list(products),
  productsCount: count(products),
  productByHandle: (_source, args, { store }) => {
    const product = store.productByHandle(args.handle as string);
    return product ? productSource(product) : null;
  },
  productVariant: byId('ProductVariant'),
  productVariants: list(variants),
  productVariantsCount: count(variants),
  inventoryItem: byId('InventoryItem'),
  inventoryItems: list(inventoryItems),
  inventoryLevel: byId('InventoryLevel'),
  location: (_source, args, context) => (args.id ? findNode(args.id as string, context, 'Location') : locationSource(context.store.firstLocation())),
  locations: list(({ store }, args) => locationList([...store.locations.values()].filter((location) => args.includeInactive === true || location.active !== false))),

  market: byId('Market'),
  marketsResolvedValues: (_source, args, context) => resolvedValues((args.buyerSignal as { countryCode: string }).countryCode, context),
  markets: list(({ store }, args) => marketList([...store.markets.values()].filter(() => !args.type || args.type === 'REGION'))),
  collection: byId('Collection'),
  collections: list(({ store }) => collectionList([...store.collections.values()])),

  order: byId('Order'),
  orders: list(orders),
  ordersCount: count(orders),
  return: (_source, args, context) => findNode(args.id as string, context, 'Return'),
  refund: (_source, args, context) => findNode(args.id as string, context, 'Refund'),
  customer: byId('Customer'),
  customers: list(customers),
  customersCount: count(customers),
  subscriptionContract: byId('SubscriptionContract'),
  subscriptionContracts: list(({ store }) => subscriptionList([...store.subscriptions.values()])),

  metafieldDefinitions: list(({ store }, args) =>
    definitionList([...store.definitions.values()].filter((one) =>
      one.ownerType === args.ownerType &&
      (!args.namespace || one.namespace === resolveNamespace(args.namespace as string)) &&
      (!args.key || one.key === args.key)))),

  discountNode: (_source, args, { store }) => anyDiscountOf(store, parseGid(args.id as string)?.id ?? 0),
  discountNodes: list(({ store }) => anyDiscountList(store)),
  codeDiscountNode: byId('DiscountCodeNode'),
  codeDiscountNodes: list(({ store }) => codeDiscountList(store)),
  codeDiscountNodeByCode: (_source, args, { store }) => {
    const found = codeNamed(store, args.code as string);
    return found ? codeNodeSource(found) : null;
  },
  webPixel,
  automaticDiscountNode: (_source, args, context) => findNode(args.id as string, context),
  automaticDiscountNodes: list(({ store }) => discountList(store, automaticNodeSource)),
  automaticDiscounts: list(({ store }) => discountList(store, appDiscountSource)),
  shopifyFunction: (_source, args, { functions }) => {
    const fn = functions.find((one) => one.id === args.id);
    return fn ? functionSource(fn) : null;
  },
  shopifyFunctions: list(({ functions }, args) => functionList(functions.filter((fn) => !args.apiType || fn.apiType === args.apiType))),

  theme: byId('OnlineStoreTheme'),
  themes: list((_context, args) => ({ ...themeList, items: themeList.items.filter((theme) => !args.roles || (args.roles as string[]).includes(theme.role)) })),

  bulkOperation: byId('BulkOperation'),
  bulkOperations: list(({ store }) => bulkList([...store.bulkOperations.values()])),
  currentBulkOperation: (_source, args, { store }) => {
    if (args.type === 'MUTATION') return null;
    const latest = [...store.bulkOperations.values()].at(-1);
    return latest ? bulkSource(latest) : null;
  },
});
