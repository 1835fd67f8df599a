// Many orders of a made-up shop, the same for the same numbers: popularity falls off as in most shops (a product at rank r
// sells like 1/r), orders are small, and every product has a few companions that it is bought with more than by chance.
import { createHistoryBuilder, type OrderHistory } from '#app/domain/association/order-history.ts';
import { seeded } from '#test/support/planted-orders.ts';

const COMPANIONS = 6;
const GOES_ON = 0.6;
const WITH_COMPANION = 0.5;

export function syntheticHistory(orders: number, products: number): OrderHistory {
  const random = seeded(20_261_120);
  const upTo = new Float64Array(products);
  let total = 0;
  for (let rank = 0; rank < products; rank++) upTo[rank] = total += 1 / (rank + 1);
  const byPopularity = (): number => {
    const wanted = random() * total;
    let low = 0;
    let high = products - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (upTo[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const companions = Int32Array.from({ length: products * COMPANIONS }, byPopularity);
  const keys = Array.from({ length: products }, (_, product) => String(10_000_000 + product));
  const builder = createHistoryBuilder();
  const start = Date.UTC(2024, 0, 1);
  for (let order = 0; order < orders; order++) {
    const basket = [byPopularity()];
    while (random() < GOES_ON && basket.length < 40) {
      const from = basket[Math.floor(random() * basket.length)]!;
      basket.push(random() < WITH_COMPANION ? companions[from * COMPANIONS + Math.floor(random() ** 2 * COMPANIONS)]! : byPopularity());
    }
    builder.add(String(order), start + order * 60_000, `c${Math.floor(random() ** 2 * (orders / 3))}`, basket.map((product) => keys[product]!));
  }
  return builder.finish();
}
