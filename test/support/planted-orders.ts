// Orders with a pattern put into them on purpose: product i of the first half is bought with its own complement far more
// often than with anything else, over a background of popular products. The same seed gives the same orders.

export interface PlantedOrder {
  key: string;
  atMs: number;
  customer: string | null;
  products: string[];
}

/** mulberry32: small, fast, good enough for a pattern. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Product keys are decimal text from `firstKey` on; the complement of anchor a is a + anchors. */
export function plantedOrders({ orders, anchors, seed, firstKey = 1_000 }: { orders: number; anchors: number; seed: number; firstKey?: number }): PlantedOrder[] {
  const random = seeded(seed);
  const popular = () => Math.floor(anchors * 2 * random() ** 2);
  return Array.from({ length: orders }, (_, order) => {
    const anchor = Math.floor(anchors * random());
    const products = new Set([anchor]);
    if (random() < 0.6) products.add(anchor + anchors);
    while (random() < 0.5) products.add(popular());
    return {
      key: String(order + 1),
      atMs: Date.UTC(2026, 0, 1) + order * 3_600_000,
      customer: random() < 0.7 ? `c${Math.floor(random() * Math.max(1, orders / 4))}` : null,
      products: [...products].map((product) => String(firstKey + product)),
    };
  });
}
