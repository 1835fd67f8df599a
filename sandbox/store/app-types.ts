// What the store knows about the app that is installed in it: tokens, discounts, definitions, bulk operations.
// Wire times (tokens) are real epoch milliseconds; everything else is ISO text on the store's business clock.
import type { MetafieldRecord } from './types.ts';

/** One pair of tokens, as a token exchange or a refresh handed it out. */
export interface TokenGrant {
  accessToken: string;
  accessExpiresAt: number;
  refreshToken: string;
  refreshExpiresAt: number;
  /** Set when the pair was refreshed: the refresh token stays usable until its replacement is used. */
  replacedBy: string | null;
  firstRefreshedAt: number | null;
  scopes: string[];
}

export interface InstallationRecord {
  installed: boolean;
  installedAt: string | null;
  scopes: string[];
  grants: TokenGrant[];
  /** App-owned metafields of the installation itself (Liquid's app.metafields). */
  metafields: MetafieldRecord[];
  /** The app's one web pixel, once it switched it on. */
  webPixel?: WebPixelRecord;
}

export interface DiscountRecord {
  id: number;
  title: string;
  /** Which deployed Function computes it; the handle of the extension. */
  functionHandle: string;
  discountClasses: ('PRODUCT' | 'ORDER' | 'SHIPPING')[];
  combinesWith: { productDiscounts: boolean; orderDiscounts: boolean; shippingDiscounts: boolean };
  startsAt: string;
  endsAt: string | null;
  tags: string[];
  metafields: MetafieldRecord[];
  createdAt: string;
  updatedAt: string;
}

/** A code that a shopper enters: a percentage or an amount off some products, one of them for nothing with another, or free shipping. */
export interface CodeDiscountRecord {
  id: number;
  title: string;
  /** As it was made; found whatever the case it is entered in. */
  code: string;
  /** Empty with empty variantIds: everything. */
  productIds: number[];
  variantIds: number[];
  /** 0.1 is ten percent. */
  percentage: number;
  /** Decimal text, off each unit, in the place of a percentage. */
  amountEach?: string;
  /** Whoever buys one of these is given one of the products above for nothing. */
  buysProductIds?: number[];
  freeShipping?: true;
  /** Decimal text: what the cart's goods cost at least. */
  minimumSubtotal?: string;
  startsAt: string;
  endsAt: string | null;
  /** null: as often as anybody likes. */
  usageLimit: number | null;
  used: number;
  appliesOncePerCustomer: boolean;
  combinesWith: { productDiscounts: boolean; orderDiscounts: boolean; shippingDiscounts: boolean };
  tags: string[];
  createdAt: string;
  updatedAt: string;
}

/** What anybody gets without a code, made by the merchant or by another app: a share or an amount off products, or off the whole order. */
export interface AutomaticDiscountRecord {
  id: number;
  title: string;
  discountClass: 'PRODUCT' | 'ORDER';
  /** All three empty: everything. */
  productIds: number[];
  variantIds: number[];
  /** What is in these. */
  collectionIds?: number[];
  /** Another app computes it, and the Admin API does not say what it comes to. */
  byApp?: true;
  /** 0.1 is ten percent. */
  percentage: number;
  startsAt: string;
  endsAt: string | null;
  combinesWith: { productDiscounts: boolean; orderDiscounts: boolean; shippingDiscounts: boolean };
  tags: string[];
  createdAt: string;
  updatedAt: string;
}

export interface WebPixelRecord {
  id: number;
  /** JSON, as the app wrote it. */
  settings: string;
}

export interface MetafieldDefinitionRecord {
  id: number;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  description: string | null;
  type: string;
  access: { admin: string | null; storefront: string | null };
}

export type BulkStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'EXPIRED' | 'FAILED';

export interface BulkOperationRecord {
  id: number;
  query: string;
  /** Children right after their parent; otherwise they come later in the file, as the platform leaves open. */
  groupObjects: boolean;
  status: BulkStatus;
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  objectCount: number;
  rootObjectCount: number;
  /** Bytes of the finished file. */
  fileSize: number | null;
  /** File name in the sandbox's data folder; null until it is complete or when it has no rows. */
  file: string | null;
  createdAt: string;
  completedAt: string | null;
}
