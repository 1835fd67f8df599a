// Every object type the sandbox models. Whoever adds a type adds a line here.
import { bulkOperationTable } from './bulk-operation.ts';
import { amountTable, codeBasicTable, codeBxgyTable, codeNodeTable, codeShippingTable, codeProductsTable, everybodyTable, everythingTable, percentageTable, redeemCodeTable } from './code-discount.ts';
import { collectionTable } from './collection.ts';
import { customerTable } from './customer.ts';
import { automaticBasicTable, discountCollectionsTable, discountNodeTable } from './any-discount-tables.ts';
import { appDiscountTable, automaticNodeTable, functionTable } from './discount.ts';
import { fulfillmentTable } from './fulfillment.ts';
import { inventoryItemTable, levelTable, locationTable } from './inventory.ts';
import { currencySettingTable, marketTable, regionTable } from './market.ts';
import { definitionTable, metafieldTable } from './metafield.ts';
import { mutationTable } from './mutation.ts';
import { discountApplicationTable, lineTable, orderTable, refundLineTable, refundTable } from './order.ts';
import { contextualPricingTable, mediaImageTable, productTable, variantTable } from './product.ts';
import { queryRootTable } from './query-root.ts';
import { appTable, installationTable, shopTable, themeFileTable, themeFileTextTable, themeTable } from './shop.ts';
import { webPixelTable } from './web-pixel.ts';
import { returnLineTable, returnTable } from './return.ts';
import { subscriptionLineTable, subscriptionTable } from './subscription.ts';
import { type TypeTable, typeTable } from './table.ts';

const moneyTable = typeTable<{ __typename: string; amount: string; currencyCode: string }>({
  amount: ({ amount }) => amount,
  currencyCode: ({ currencyCode }) => currencyCode,
});

export const TABLES: ReadonlyMap<string, TypeTable> = new Map<string, TypeTable>([
  ['QueryRoot', queryRootTable],
  ['Mutation', mutationTable],
  ['Shop', shopTable],
  ['App', appTable],
  ['AppInstallation', installationTable],
  ['Product', productTable],
  ['ProductVariant', variantTable],
  ['ProductVariantContextualPricing', contextualPricingTable],
  ['MediaImage', mediaImageTable],
  ['InventoryItem', inventoryItemTable],
  ['InventoryLevel', levelTable],
  ['Location', locationTable],
  ['Market', marketTable],
  ['MarketRegionCountry', regionTable],
  ['CurrencySetting', currencySettingTable],
  ['Collection', collectionTable],
  ['Order', orderTable],
  ['LineItem', lineTable],
  ['AutomaticDiscountApplication', discountApplicationTable],
  ['MoneyV2', moneyTable],
  ['Fulfillment', fulfillmentTable],
  ['Refund', refundTable],
  ['RefundLineItem', refundLineTable],
  ['Return', returnTable],
  ['ReturnLineItem', returnLineTable],
  ['Customer', customerTable],
  ['SubscriptionContract', subscriptionTable],
  ['SubscriptionLine', subscriptionLineTable],
  ['Metafield', metafieldTable],
  ['MetafieldDefinition', definitionTable],
  ['DiscountNode', discountNodeTable],
  ['DiscountAutomaticNode', automaticNodeTable],
  ['DiscountAutomaticApp', appDiscountTable],
  ['DiscountAutomaticBasic', automaticBasicTable],
  ['DiscountCodeNode', codeNodeTable],
  ['DiscountCodeBasic', codeBasicTable],
  ['DiscountCodeBxgy', codeBxgyTable],
  ['DiscountAmount', amountTable],
  ['DiscountCodeFreeShipping', codeShippingTable],
  ['DiscountProducts', codeProductsTable],
  ['DiscountCollections', discountCollectionsTable],
  ['DiscountPercentage', percentageTable],
  ['AllDiscountItems', everythingTable],
  ['DiscountBuyerSelectionAll', everybodyTable],
  ['DiscountRedeemCode', redeemCodeTable],
  ['WebPixel', webPixelTable],
  ['ShopifyFunction', functionTable],
  ['OnlineStoreTheme', themeTable],
  ['OnlineStoreThemeFile', themeFileTable],
  ['OnlineStoreThemeFileBodyText', themeFileTextTable],
  ['BulkOperation', bulkOperationTable],
]);
