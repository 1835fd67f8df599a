// Whether a customer may be sent text messages: only who said yes. Unknown, pending and never asked mean no.
// https://shopify.dev/docs/api/admin-graphql/latest/enums/CustomerSmsMarketingState

/** @param state as Shopify says it; null: never asked, or not known */
export function mayText(state: string | null): boolean {
  return state === 'SUBSCRIBED';
}
