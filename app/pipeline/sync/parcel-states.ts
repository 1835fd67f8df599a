// Parcels that were called off, or never left: nobody waits for them. In small letters, as webhooks write them.
// https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentStatus
export const GOES_NOWHERE: ReadonlySet<string> = new Set(['cancelled', 'error', 'failure']);
