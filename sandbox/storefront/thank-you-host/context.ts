// What the host's page hands to its script: which target, which order, in whose language. Plain data, as JSON in the page.
import type { Target } from './published-types.ts';

export interface HostContext {
  target: Target;
  locale: string;
  currency: string;
  /** ISO 3166, of the visit. */
  country: string;
  timezone: string;
  shop: { id: string; name: string; storefrontUrl: string; myshopifyDomain: string };
  order: { id: string; name: string; processedAt: string; cancelledAt: string | null; isFirst: boolean };
  lines: HostLine[];
  /** The extension's locale file. */
  wording: Record<string, unknown>;
  /** What the merchant filled in, by the keys of the extension's toml. */
  settings: Record<string, string>;
  urls: { types: string; bundle: string; token: string };
}

export interface HostLine {
  id: string;
  quantity: number;
  totalMinor: number;
  variantId: string | null;
  productId: string | null;
  title: string;
}
