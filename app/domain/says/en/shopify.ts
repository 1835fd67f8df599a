// What Shopify did not do for us. Its own words stay as it says them.
export const shopify = {
  noReason: 'it gave no reason',
  discountNotOn: (why: string) => `Shopify does not switch the set discount on again: ${why}`,
  discountNotMade: (why: string) => `Shopify did not create the set discount: ${why}`,
  experimentsNotTaken: (why: string) => `Shopify does not take which experiments run: ${why}`,
  metafieldsNotTaken: (why: string) => `Shopify does not take the metafields: ${why}`,
  definitionNotTaken: (key: string, why: string) => `Shopify does not take the metafield definition "${key}": ${why}`,
  pixelNotTaken: (why: string) => `Shopify does not take the behaviour pixel: ${why}`,
  notConnected: (shop: string) => `${shop} is not connected.`,
  refused: (why: string) => `Shopify refused: ${why}`,
  answered: (status: number) => `Shopify answered ${status}.`,
  busy: (shop: string) => `Shopify takes no more calls for ${shop} at the moment. Please try again in a few seconds.`,
  noEntry: (shop: string) => `${shop} does not let the app in.`,
  noToken: (shop: string) => `There is no token for ${shop}: the merchant has to open the app.`,
  tokenElsewhere: (shop: string) => `The token of ${shop} is being renewed elsewhere.`,
} as const;
