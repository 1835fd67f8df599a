// What a backfill asks of Shopify, one bulk query a stage. Bulk queries take no variables, at most five connections and
// two levels of them, `edges { node {` throughout, and no connection inside a list (so refunds come without their lines).
// https://shopify.dev/docs/api/usage/bulk-operations/queries

export interface MoneyText {
  shopMoney: { amount: string };
}

export interface ProductNode {
  id: string;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: string;
  category: { fullName: string } | null;
  isGiftCard: boolean;
  requiresSellingPlan: boolean;
  featuredMedia: { preview: { image: { url: string } | null } | null } | null;
  publishedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface VariantNode {
  id: string;
  title: string;
  sku: string | null;
  position: number;
  price: string;
  compareAtPrice: string | null;
  inventoryPolicy: 'DENY' | 'CONTINUE';
  selectedOptions: { name: string; value: string }[];
  updatedAt: string;
  image: { url: string } | null;
  inventoryItem: { id: string };
}

export interface InventoryItemNode {
  id: string;
  tracked: boolean;
  updatedAt: string;
  unitCost: { amount: string } | null;
}

export interface InventoryLevelNode {
  id: string;
  updatedAt: string;
  location: { id: string };
  quantities: { quantity: number }[];
}

export interface CustomerNode {
  id: string;
  tags: string[];
  createdAt: string;
  updatedAt: string;
  locale: string;
  /** null: the customer has no email address. */
  defaultEmailAddress: { emailAddress: string; marketingState: string; marketingUpdatedAt: string | null } | null;
  /** null: the customer has no phone number. */
  defaultPhoneNumber: { marketingState: string; marketingUpdatedAt: string | null } | null;
  defaultAddress: { countryCodeV2: string | null } | null;
}

export interface OrderNode {
  id: string;
  name: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  currencyCode: string;
  presentmentCurrencyCode: string;
  taxesIncluded: boolean;
  totalPriceSet: MoneyText;
  /** Lines after discounts; and all discounts, those of shipping too. */
  subtotalPriceSet: MoneyText | null;
  totalDiscountsSet: MoneyText | null;
  /** Read of a guest only. */
  email: string | null;
  customer: { id: string } | null;
  customAttributes: { key: string; value: string | null }[];
  discountCodes: string[];
  /** Of where it goes. */
  shippingAddress: { countryCodeV2: string | null } | null;
  refunds: { id: string; createdAt: string | null; totalRefundedSet: MoneyText }[];
  fulfillments: { id: string; status: string; createdAt: string; deliveredAt: string | null; updatedAt: string }[];
}

export interface OrderLineNode {
  id: string;
  /** As ordered, also what was edited out or refunded since; that is not in `currentQuantity`. */
  quantity: number;
  currentQuantity: number;
  product: { id: string } | null;
  variant: { id: string } | null;
  originalUnitPriceSet: MoneyText;
  discountAllocations: { allocatedAmountSet: MoneyText }[];
  taxLines: { priceSet: MoneyText }[];
  customAttributes: { key: string; value: string | null }[];
}

/** The fields of a product, a variant, an order and its line, wherever they are read. */
export const PRODUCT_FIELDS = 'id title handle vendor productType tags status category { fullName } isGiftCard requiresSellingPlan featuredMedia { preview { image { url } } } publishedAt createdAt updatedAt';
export const VARIANT_FIELDS = 'id title sku position price compareAtPrice inventoryPolicy selectedOptions { name value } updatedAt image { url } inventoryItem { id }';
export const LEVEL_FIELDS = 'id updatedAt location { id } quantities(names: ["available"]) { quantity }';

export const CUSTOMER_FIELDS = `id tags createdAt updatedAt locale defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
        defaultPhoneNumber { marketingState marketingUpdatedAt } defaultAddress { countryCodeV2 }`;

export const ORDER_FIELDS = `id name createdAt processedAt updatedAt cancelledAt currencyCode presentmentCurrencyCode taxesIncluded totalPriceSet { shopMoney { amount } } subtotalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } email customer { id }
        customAttributes { key value } discountCodes shippingAddress { countryCodeV2 } refunds { id createdAt totalRefundedSet { shopMoney { amount } } }
        fulfillments { id status createdAt deliveredAt updatedAt }`;
export const ORDER_LINE_FIELDS = `id quantity currentQuantity product { id } variant { id } originalUnitPriceSet { shopMoney { amount } }
          discountAllocations { allocatedAmountSet { shopMoney { amount } } } taxLines { priceSet { shopMoney { amount } } } customAttributes { key value }`;

export const BULK_EXPORTS = {
  products: `#graphql
    query ExportProducts {
      products { edges { node { ${PRODUCT_FIELDS} variants { edges { node { ${VARIANT_FIELDS} } } } } } }
    }`,
  inventory: `#graphql
    query ExportInventory {
      inventoryItems { edges { node { id tracked updatedAt unitCost { amount } inventoryLevels { edges { node { ${LEVEL_FIELDS} } } } } } }
    }`,
  customers: `#graphql
    query ExportCustomers {
      customers { edges { node { ${CUSTOMER_FIELDS} } } }
    }`,
  orders: `#graphql
    query ExportOrders {
      orders { edges { node {
        ${ORDER_FIELDS}
        lineItems { edges { node { ${ORDER_LINE_FIELDS} } } }
      } } }
    }`,
} as const;
