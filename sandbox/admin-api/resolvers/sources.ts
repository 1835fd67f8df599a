// What stands behind each GraphQL object: records of the store, tagged with the type they answer as. No field is
// resolved here, so that every table can name any object without needing its table.
import type { AutomaticDiscountRecord, BulkOperationRecord, CodeDiscountRecord, DiscountRecord, MetafieldDefinitionRecord } from '../../store/app-types.ts';
import type {
  CollectionRecord, CustomerRecord, FulfillmentRecord, LocationRecord, MarketRecord, MetafieldRecord, OrderLineRecord, OrderRecord, ProductRecord, RefundRecord, ReturnRecord, SubscriptionRecord, VariantRecord,
} from '../../store/types.ts';
import type { Source } from '../connection.ts';
import type { AppFunction } from '../context.ts';

export interface ProductSource extends Source { product: ProductRecord }
export interface VariantSource extends Source { product: ProductRecord; variant: VariantRecord }
export interface InventoryItemSource extends Source { product: ProductRecord; variant: VariantRecord }
export interface LevelSource extends InventoryItemSource { level: VariantRecord['levels'][number] }
export interface LocationSource extends Source { location: LocationRecord }
export interface MarketSource extends Source { market: MarketRecord }
export interface CollectionSource extends Source { collection: CollectionRecord }
export interface OrderSource extends Source { order: OrderRecord }
export interface LineSource extends OrderSource { line: OrderLineRecord }
export interface FulfillmentSource extends OrderSource { fulfillment: FulfillmentRecord }
export interface RefundSource extends OrderSource { refund: RefundRecord }
export interface RefundLineSource extends RefundSource { part: RefundRecord['lines'][number] }
export interface ReturnSource extends OrderSource { record: ReturnRecord }
export interface ReturnLineSource extends ReturnSource { part: ReturnRecord['lines'][number] }
export interface SubscriptionSource extends Source { subscription: SubscriptionRecord }
export interface SubscriptionLineSource extends Source { variantId: number }
export interface CustomerSource extends Source { customer: CustomerRecord }
/** byAnother: an app that is not ours made it. */
export interface DiscountSource extends Source { discount: DiscountRecord; byAnother?: true }
export interface CollectionsSource extends Source { collectionIds: readonly number[] }
/** Both kinds are told by the same fields. */
export interface BasicDiscountSource extends Source { code: CodeDiscountRecord | AutomaticDiscountRecord }
/** Any discount of the shop: the app's, one without a code, or one with it. */
export interface AnyDiscountSource extends Source { of: Source; gid: string }
export interface CodeDiscountSource extends Source { code: CodeDiscountRecord }
export interface FunctionSource extends Source { fn: AppFunction }
export interface BulkSource extends Source { operation: BulkOperationRecord }
export interface DefinitionSource extends Source { definition: MetafieldDefinitionRecord }
export interface ThemeSource extends Source { role: 'MAIN' }

/** The owner of metafields, whatever it is. */
export interface OwnerFields {
  ownerId: string;
  fields: readonly MetafieldRecord[];
  updatedAt: string;
}
export interface MetafieldSource extends Source { owner: OwnerFields; field: MetafieldRecord }

export const productSource = (product: ProductRecord): ProductSource => ({ __typename: 'Product', product });
export const variantSource = (product: ProductRecord, variant: VariantRecord): VariantSource => ({ __typename: 'ProductVariant', product, variant });
export const variantsOf = (product: ProductRecord): VariantSource[] => product.variants.map((variant) => variantSource(product, variant));
export const inventoryItemSource = (product: ProductRecord, variant: VariantRecord): InventoryItemSource => ({ __typename: 'InventoryItem', product, variant });
export const levelSource = (product: ProductRecord, variant: VariantRecord, level: VariantRecord['levels'][number]): LevelSource =>
  ({ __typename: 'InventoryLevel', product, variant, level });
export const locationSource = (location: LocationRecord): LocationSource => ({ __typename: 'Location', location });
export const marketSource = (market: MarketRecord): MarketSource => ({ __typename: 'Market', market });
export const collectionSource = (collection: CollectionRecord): CollectionSource => ({ __typename: 'Collection', collection });
export const orderSource = (order: OrderRecord): OrderSource => ({ __typename: 'Order', order });
export const lineSource = (order: OrderRecord, line: OrderLineRecord): LineSource => ({ __typename: 'LineItem', order, line });
export const fulfillmentSource = (order: OrderRecord, fulfillment: FulfillmentRecord): FulfillmentSource => ({ __typename: 'Fulfillment', order, fulfillment });
export const refundSource = (order: OrderRecord, refund: RefundRecord): RefundSource => ({ __typename: 'Refund', order, refund });
export const returnSource = (order: OrderRecord, record: ReturnRecord): ReturnSource => ({ __typename: 'Return', order, record });
export const customerSource = (customer: CustomerRecord): CustomerSource => ({ __typename: 'Customer', customer });
export const subscriptionSource = (subscription: SubscriptionRecord): SubscriptionSource => ({ __typename: 'SubscriptionContract', subscription });
export const subscriptionLineSource = (variantId: number): SubscriptionLineSource => ({ __typename: 'SubscriptionLine', variantId });
export const anyDiscountSource = (of: Source, gid: string): AnyDiscountSource => ({ __typename: 'DiscountNode', of, gid });
export const automaticBasicSource = (code: AutomaticDiscountRecord): BasicDiscountSource => ({ __typename: 'DiscountAutomaticBasic', code });
export const automaticNodeSource = (discount: DiscountRecord): DiscountSource => ({ __typename: 'DiscountAutomaticNode', discount });
export const appDiscountSource = (discount: DiscountRecord): DiscountSource => ({ __typename: 'DiscountAutomaticApp', discount });
export const otherAppSource = (code: AutomaticDiscountRecord): DiscountSource =>
  ({ __typename: 'DiscountAutomaticApp', discount: { ...code, functionHandle: 'another-app', discountClasses: [code.discountClass], metafields: [] }, byAnother: true });
export const codeNodeSource = (code: CodeDiscountRecord): CodeDiscountSource => ({ __typename: 'DiscountCodeNode', code });
export const codeDiscountSource = (code: CodeDiscountRecord): CodeDiscountSource => ({ __typename: code.freeShipping ? 'DiscountCodeFreeShipping' : code.buysProductIds ? 'DiscountCodeBxgy' : 'DiscountCodeBasic', code });
export const functionSource = (fn: AppFunction): FunctionSource => ({ __typename: 'ShopifyFunction', fn });
export const bulkSource = (operation: BulkOperationRecord): BulkSource => ({ __typename: 'BulkOperation', operation });
export const metafieldSource = (owner: OwnerFields, field: MetafieldRecord): MetafieldSource => ({ __typename: 'Metafield', owner, field });
export const definitionSource = (definition: MetafieldDefinitionRecord): DefinitionSource => ({ __typename: 'MetafieldDefinition', definition });
export const shopSource: Source = { __typename: 'Shop' };
export const installationSource: Source = { __typename: 'AppInstallation' };
export const appSource: Source = { __typename: 'App' };
export const themeSource: ThemeSource = { __typename: 'OnlineStoreTheme', role: 'MAIN' };
