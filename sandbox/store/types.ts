// What the sandbox's store holds. Shapes are the sandbox's own; admin-api/ and webhooks/ turn them into Shopify's.
// Ids are Shopify-like numbers below 2^53; money is a decimal text ("12.40") in the shop's currency; time is ISO, UTC.

export interface ShopRecord {
  id: number;
  /** Always *.myshopify.com. */
  domain: string;
  name: string;
  currency: string;
  timezone: string;
  locale: string;
  email: string;
  /** Ways in which an order is sent, the usual one first. Absent: everything is sent for nothing. */
  shippingRates?: ShippingRate[];
}

export interface ShippingRate {
  handle: string;
  title: string;
  price: string;
}

export interface MetafieldRecord {
  namespace: string;
  key: string;
  type: string;
  value: string;
}

export interface VariantRecord {
  id: number;
  title: string;
  sku: string | null;
  position: number;
  price: string;
  compareAtPrice: string | null;
  selectedOptions: { name: string; value: string }[];
  inventoryPolicy: 'DENY' | 'CONTINUE';
  inventoryItem: { id: number; tracked: boolean; unitCost: string | null; updatedAt: string };
  /** Available quantity by location. */
  levels: { locationId: number; available: number; updatedAt: string }[];
  updatedAt: string;
}

export interface ProductRecord {
  id: number;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED' | 'UNLISTED';
  /** Shopify's product taxonomy: gid and full name, e.g. "Cameras & Optics > Cameras > Digital Cameras". */
  category: { id: string; fullName: string } | null;
  /** Absent: no. */
  isGiftCard?: boolean;
  /** Sold on a selling plan and no other way; absent: no. */
  requiresSellingPlan?: boolean;
  descriptionHtml: string;
  /** A picture as SVG text, served by the storefront at /cdn/products/<handle>.svg; null = no picture. */
  pictureSvg: string | null;
  publishedAt: string | null;
  createdAt: string;
  updatedAt: string;
  variants: VariantRecord[];
  metafields: MetafieldRecord[];
}

export const EMAIL_CONSENTS = ['SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SUBSCRIBED', 'PENDING'] as const;
export type EmailConsent = (typeof EMAIL_CONSENTS)[number];

export const SMS_CONSENTS = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'] as const;
export type SmsConsent = (typeof SMS_CONSENTS)[number];

export interface CustomerRecord {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  countryCode: string;
  tags: string[];
  emailConsent: EmailConsent;
  /** When it was last given or taken back; absent in a seed: when the customer came. */
  emailConsentAt?: string;
  /** Absent: the customer has no phone number. */
  phone?: string;
  /** Absent: never asked. */
  smsConsent?: SmsConsent;
  smsConsentAt?: string;
  createdAt: string;
  updatedAt: string;
}

export interface OrderLineRecord {
  id: number;
  productId: number | null;
  variantId: number | null;
  title: string;
  quantity: number;
  /** Price of one unit before discounts. */
  price: string;
  /** All discounts allocated to the line, whole quantity. */
  discount: string;
  /** Units that an edit took out again; they still count in `quantity`. Absent: none. */
  removed?: number;
  /** Line item properties (attributes); names with a leading underscore are hidden from shoppers. */
  properties: { name: string; value: string }[];
  /** As it was paid in another currency than the shop's. */
  presentment?: { price: string; discount: string };
}

export interface RefundRecord {
  id: number;
  createdAt: string;
  lines: { id: number; lineId: number; quantity: number; subtotal: string; restockLocationId: number | null }[];
}

/** A parcel. The sandbox sends all that is left of an order in one. */
export interface FulfillmentRecord {
  id: number;
  /** "#1001-F1" */
  name: string;
  lines: { lineId: number; quantity: number }[];
  createdAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  /** The carrier's report of that. */
  reportId?: number;
}

export type ReturnState = 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED';

export interface ReturnRecord {
  id: number;
  /** "#1001-R1" */
  name: string;
  status: ReturnState;
  createdAt: string;
  approvedAt: string | null;
  closedAt: string | null;
  lines: { id: number; lineId: number; quantity: number }[];
}

export interface OrderRecord {
  id: number;
  /** "#1001" */
  name: string;
  customerId: number | null;
  /** A guest's; a customer's is the customer's own. */
  email?: string;
  currency: string;
  processedAt: string;
  createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  lines: OrderLineRecord[];
  refunds: RefundRecord[];
  /** Note attributes of the cart it came from. */
  attributes: { name: string; value: string }[];
  /** Absent in a seed: its parcels are not told of. */
  fulfillments?: FulfillmentRecord[];
  /** Absent: none was ever asked for. */
  returns?: ReturnRecord[];
  /** Codes that were entered and counted. */
  discountCodes?: string[];
  /** The checkout it came from. */
  checkoutToken?: string;
  /** How it is sent, before and what comes off. Absent: for nothing. */
  shipping?: { title: string; price: string; discount: string };
  /** Paid in another currency: at what rate, and what sending it cost there. */
  presentment?: { currency: string; rate: number; shipping: { price: string; discount: string } | null };
}

/** A checkout that was begun; abandoned as long as it is not completed. */
export interface CheckoutRecord {
  id: number;
  token: string;
  customerId: number | null;
  /** A guest's, once it was entered. */
  email?: string;
  lines: { variantId: number; quantity: number; properties: { name: string; value: string }[] }[];
  attributes: { name: string; value: string }[];
  discountCodes: string[];
  createdAt: string;
  updatedAt: string;
  completedAt: string | null;
}

export const SUBSCRIPTION_STATUSES = ['ACTIVE', 'PAUSED', 'CANCELLED', 'EXPIRED', 'FAILED'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** A subscription contract, as if this app had made it: an app sees no others. */
export interface SubscriptionRecord {
  id: number;
  customerId: number;
  variantIds: number[];
  status: SubscriptionStatus;
  /** null: nothing was charged yet. */
  lastPayment: 'SUCCEEDED' | 'FAILED' | null;
  createdAt: string;
  updatedAt: string;
}

export interface LocationRecord {
  id: number;
  name: string;
  /** Absent in a seed: it is open, and fulfils online orders. */
  active?: boolean;
  fulfillsOnline?: boolean;
}

export interface MarketRecord {
  id: number;
  name: string;
  status: 'ACTIVE' | 'DRAFT';
  /** ISO 3166; "*" alone: every country. */
  countries: string[];
  /** Absent: the shop's own. `manual`: the merchant set the rate. `local`: countries that have another, by their code. */
  currency?: { code: string; rate: number; manual: boolean; local?: Record<string, { code: string; rate: number }> };
  /** Of its price list: decimal text in that currency, by variant id. */
  prices?: Record<string, string>;
}

export interface CollectionRecord {
  id: number;
  title: string;
  handle: string;
  /** Of an automatic collection: all products with this tag. */
  tag: string | null;
  /** Of one made by hand. */
  productIds: number[];
  updatedAt: string;
}

/** Everything a seed makes, before any app was installed. */
export interface StoreSeed {
  shop: ShopRecord;
  locations: LocationRecord[];
  products: ProductRecord[];
  customers: CustomerRecord[];
  orders: OrderRecord[];
  /** Absent: the store tells of none. */
  markets?: MarketRecord[];
  collections?: CollectionRecord[];
}
