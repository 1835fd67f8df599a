// How a place shows what is decided, where it is otherwise than the sets and the theme say.
export interface PlaceLook {
  /** Instead of the set's goal and of the theme's own words; null: those. */
  heading: string | null;
  /** The most items of an offer at once, in the set's order; null: all. */
  mostItems: number | null;
}

export const AS_SETS_SAY: PlaceLook = { heading: null, mostItems: null };
