// The one version of Shopify's Admin API and webhooks that this app speaks. It is the newest for which both the schema
// and the webhook payloads are published; shopify.app.toml says the same, and a test holds them together.
import { ApiVersion } from '@shopify/shopify-api';

export const API_VERSION = ApiVersion.July26;
