// How long an offer may have something to do with what follows: orders within it are an outcome, later ones are not.

export const WINDOW_DAYS = 7;
