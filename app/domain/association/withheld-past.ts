// How much of a shop's past Shopify shows an app: all of it with read_all_orders, else the orders of the last 60 days.

const ALL_ORDERS = 'read_all_orders';

/** What there is to learn from where the rest is withheld. */
export const SHORT_HISTORY_DAYS = 60;

/** @param scopes as granted, separated by commas */
export const isPastWithheld = (scopes: string): boolean => !scopes.split(',').some((scope) => scope.trim() === ALL_ORDERS);
