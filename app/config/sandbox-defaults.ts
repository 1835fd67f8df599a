// What the app takes for granted when it runs against the sandbox: public, worthless credentials that the sandbox
// uses too (sandbox/credentials.ts holds the same values; test/contract compares them). Never used in production mode.
export const SANDBOX_DEFAULTS: Record<string, string> = {
  SHOPIFY_API_KEY: 'setwise-sandbox-client-id',
  SHOPIFY_API_SECRET: 'setwise-sandbox-client-secret',
  SHOPIFY_APP_URL: 'http://127.0.0.1:3000',
  SETWISE_ENCRYPTION_KEYS: 'sandbox:c2V0d2lzZS1zYW5kYm94LWtleS1vZi0zMi1ieXRlcyE=',
  SETWISE_SANDBOX_URL: 'http://127.0.0.1:4000',
};
