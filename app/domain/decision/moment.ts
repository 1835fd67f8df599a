// Where in their buying somebody stands who is offered something, by the place of the offer.

/** browsing: on a page before paying. ordered: on one after it. message: in an email, which brings a code of its own. */
export type Moment = 'browsing' | 'ordered' | 'message';

/** Every other place is before paying. */
const AFTERWARDS: Readonly<Record<string, Moment>> = { thank_you: 'ordered', order_status: 'ordered', email: 'message' };

export const momentOf = (place: string): Moment => AFTERWARDS[place] ?? 'browsing';

export const PLACES_AFTER_BROWSING: readonly string[] = Object.keys(AFTERWARDS);
