// In which months of the year something is bought clearly more than the shop's own ups and downs would have it. Says nothing of
// what is bought so seldom that it could be chance.

/** So many times what the shop's orders of the month would have it … */
const MORE = 1.5;
/** … and so many standard deviations above that. */
const SURPRISE = 2.5;
const LEAST_ORDERS = 5;

/**
 * @param months orders that hold it, January first
 * @param shop all orders of the same months
 * @returns months of the year, 1 to 12, in their order
 */
export function seasonOf(months: readonly number[], shop: readonly number[]): number[] {
  const all = sum(months);
  const allOfShop = sum(shop);
  if (allOfShop === 0) return [];
  return months.flatMap((orders, index) => {
    const expected = (all * (shop[index] ?? 0)) / allOfShop;
    return orders >= LEAST_ORDERS && orders >= expected * MORE && orders >= expected + SURPRISE * Math.sqrt(expected) ? [index + 1] : [];
  });
}

/** @param month of the year, 1 to 12. @returns how many months until the season begins (0: it is on); null: it has none */
export function monthsUntilSeason(season: readonly number[], month: number): number | null {
  const waits = season.map((begins) => (begins - month + 12) % 12);
  return waits.length === 0 ? null : Math.min(...waits);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
