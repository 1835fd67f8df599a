/** Below this many orders a count says more about the shop than about the product. */
export const SAYABLE_SUPPORT = 20;
