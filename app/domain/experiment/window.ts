// How long an offer may have something to do with what follows: orders within it are an outcome, later ones are not.

export const WINDOW_DAYS = 7;

/** How far back what a subject bought before is looked at, to tell chance from effect. */
export const BEFORE_DAYS = 90;
