// Where an admin page finds App Bridge, and under which app's name: Shopify's script, or the sandbox's.
import { config } from '#app/config/config.ts';

export interface AppBridge {
  apiKey: string;
  /** undefined: Shopify's own. */
  scriptUrl: string | undefined;
}

export function appBridge(): AppBridge {
  const { shopify, sandboxUrl } = config();
  return { apiKey: shopify.apiKey, scriptUrl: sandboxUrl ? `${sandboxUrl}/app-bridge.js` : undefined };
}
