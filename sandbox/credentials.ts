// The sandbox app's public, worthless credentials and the ports where things stand by default.
export const CLIENT_ID = 'setwise-sandbox-client-id';
export const CLIENT_SECRET = 'setwise-sandbox-client-secret';

/** The private key of the sandbox's Klaviyo account; the console shows it. */
export const KLAVIYO_KEY = 'pk_sandbox_setwise';

export const PORTS = {
  /** Admin, Admin API, console. */
  sandbox: 4000,
  storefront: 4001,
  /** Setwise itself. */
  app: 3000,
} as const;
