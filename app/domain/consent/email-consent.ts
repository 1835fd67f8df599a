// Whether a customer may be written to: only who said yes. Unknown, pending and never asked mean no.
// https://shopify.dev/docs/api/admin-graphql/latest/enums/CustomerEmailMarketingState

/** @param state as Shopify says it; null: never asked, or not known */
export function mayEmail(state: string | null): boolean {
  return state === 'SUBSCRIBED';
}
