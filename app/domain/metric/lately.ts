// What "lately" and "long" mean where a catalogue is looked through: the page that says so and the work that finds it have
// to mean the same.

/** Sales of so many days say what a problem of a product is worth. */
export const SALES_DAYS = 90;
/** What nobody bought for so long sells no more. */
export const BOUGHT_LATELY_DAYS = 180;
/** What is sold out for so long is not about to come back. */
export const LONG_SOLD_OUT_DAYS = 30;
