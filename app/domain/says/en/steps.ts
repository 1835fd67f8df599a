// Every reason a step can end or wait with, and every one not to enter at all. A step keeps the code, so an entry may be
// added, never renamed.
export const steps = {
  workflow_off: 'The workflow was switched off before this was due',
  no_consent: 'The customer has not agreed to marketing by email, or it is not known whether they have',
  left_alone: 'The customer has a tag that you want left alone',
  wants_none: 'The customer asked for no recommendations',
  open_case: 'The customer has a tag that says a case of theirs is open; it waits until the tag is taken off',
  customer_deleted: 'The customer was deleted in the store',
  payment_problem: 'A payment of the customer’s subscription failed; it waits until one succeeds',
  checkout_deleted: 'The checkout was deleted',
  uninstalled: 'Setwise was uninstalled',
  order_cancelled: 'The order was cancelled',
  anchor_returned: 'Something of the order that set this off was sent back',
  return_open: 'Something of the order that set this off is being sent back; it waits until that is settled',
  already_bought: 'The customer has meanwhile bought what this would have offered',
  capped: 'The customer has had their one email of the week, or has just been shown an offer in the store',
  quiet_hours: 'It fell into the night where the shop is, and waits for the morning',
  not_sold_here: 'No active market of the shop sells to the country where the customer lives',
  nothing_to_offer: 'No live set has anything for this that is in stock, not owned and above your margin floor',
  holdout: 'The customer is held out, so that what the workflow earns can be measured',
  no_profile: 'Klaviyo knows no profile with the address; Setwise makes none, because each one costs you',
  unreachable: 'Klaviyo no longer delivers to the address: it bounced, complained or unsubscribed',
  failed: 'It could not be decided after several tries',
} as const;

/** Beside the reasons above. */
export const entry = {
  no_customer: 'Bought as a guest, without an account to write to',
  no_products: 'Nothing of the order is kept in the catalogue',
  order_cancelled: 'The order was cancelled',
  not_delivered: 'No parcel has arrived yet, and none is overdue',
  already_bought: 'The checkout was completed',
  too_long_ago: 'It happened more than 30 days ago',
} as const;
