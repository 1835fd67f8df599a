import { describe, expect, it } from 'vitest';
import { cameraShop } from '#sandbox/seed/camera-shop/camera-shop.ts';
import { CATALOGUE } from '#sandbox/seed/camera-shop/catalogue/catalogue.ts';
import { handleOf } from '#sandbox/seed/camera-shop/catalogue/item.ts';
import { PLANTED } from '#sandbox/seed/camera-shop/planted.ts';

const UNTIL = new Date('2026-11-20T10:00:00Z');
const DAY_MS = 86_400_000;
const shop = cameraShop(UNTIL);
const productOf = new Map(shop.products.map((product) => [product.id, product]));
const byHandle = new Map(shop.products.map((product) => [product.handle, product]));
const baskets = shop.orders.map((order) => new Set(order.lines.map((line) => productOf.get(line.productId ?? 0)?.handle ?? '')));

const share = (of: Set<string>[], wanted: readonly string[]): number => of.filter((basket) => wanted.some((handle) => basket.has(handle))).length / of.length;

describe('the camera shop', () => {
  it('is the same, byte for byte, at any hour of the same day', () => {
    expect(JSON.stringify(cameraShop(new Date('2026-11-20T23:59:00Z')))).toBe(JSON.stringify(shop));
  });

  it('keeps its products and ids on another day, and ends its orders before that day', () => {
    const later = cameraShop(new Date('2027-03-02T08:00:00Z'));
    expect(later.products.map(({ id }) => id)).toEqual(shop.products.map(({ id }) => id));
    const last = later.orders.at(-1)?.processedAt ?? '';
    expect(last < '2027-03-02').toBe(true);
    expect(last > '2027-02-26').toBe(true);
  });

  it('calls a few products complementary, all of which it has', () => {
    const named = shop.products.flatMap(({ metafields }) => metafields.flatMap(({ value }) => JSON.parse(value) as string[]));
    expect(named.length).toBeGreaterThan(5);
    for (const id of named) expect(productOf.has(Number(id.split('/').at(-1)))).toBe(true);
  });

  it('has a shop’s proportions', () => {
    expect(shop.products.length).toBeGreaterThanOrEqual(115);
    expect(shop.customers).toHaveLength(900);
    expect(shop.orders.length).toBeGreaterThan(5000);
    expect(shop.orders.length).toBeLessThan(6000);
    expect(shop.locations).toHaveLength(2);
    const days = (Date.parse(shop.orders.at(-1)?.processedAt ?? '') - Date.parse(shop.orders[0]?.processedAt ?? '')) / DAY_MS;
    expect(days).toBeGreaterThan(725);
    const guests = shop.orders.filter(({ customerId }) => customerId === null).length / shop.orders.length;
    expect(guests).toBeGreaterThan(0.07);
    expect(guests).toBeLessThan(0.14);
    expect(Math.max(...shop.orders.map(({ lines }) => lines.length))).toBeLessThanOrEqual(6);
  });

  it('names orders #1001 onwards in the order of time', () => {
    expect(shop.orders[0]?.name).toBe('#1001');
    expect(shop.orders.at(-1)?.name).toBe(`#${1000 + shop.orders.length}`);
    const times = shop.orders.map(({ processedAt }) => processedAt);
    expect(times).toEqual([...times].sort());
  });

  it('gives 13-digit ids, each once', () => {
    const ids = [
      ...shop.locations, ...shop.products, ...shop.products.flatMap(({ variants }) => variants.flatMap((variant) => [variant, variant.inventoryItem])),
      ...shop.customers, ...shop.orders, ...shop.orders.flatMap(({ lines, refunds }) => [...lines, ...refunds, ...refunds.flatMap((refund) => refund.lines)]),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^\d{13}$/.test(String(id)))).toEqual([]);
  });

  it('writes every amount with two decimals, and none below zero', () => {
    const variants = shop.products.flatMap((product) => product.variants);
    const amounts = [
      ...variants.flatMap(({ price, compareAtPrice, inventoryItem }) => [price, compareAtPrice, inventoryItem.unitCost]),
      ...shop.orders.flatMap(({ lines, refunds }) => [...lines.flatMap(({ price, discount }) => [price, discount]), ...refunds.flatMap((refund) => refund.lines.map(({ subtotal }) => subtotal))]),
    ].filter((amount) => amount !== null);
    expect(amounts.filter((amount) => !/^\d+\.\d{2}$/.test(amount))).toEqual([]);
    expect(variants.filter(({ price, inventoryItem }) => Number(inventoryItem.unitCost ?? 0) >= Number(price))).toEqual([]);
    expect(variants.filter(({ price, compareAtPrice }) => compareAtPrice !== null && Number(compareAtPrice) <= Number(price))).toEqual([]);
  });

  it('has no title, handle, SKU or e-mail address twice', () => {
    for (const values of [
      shop.products.map(({ title }) => title), shop.products.map(({ handle }) => handle),
      shop.products.flatMap(({ variants }) => variants.map(({ sku }) => sku)), shop.customers.map(({ email }) => email),
    ]) expect(new Set(values).size).toBe(values.length);
    expect(shop.customers.filter(({ email }) => !/^[a-z.]+\d*@example\.com$/.test(email))).toEqual([]);
  });

  it('has the odd cases that a sandbox needs', () => {
    const variants = shop.products.flatMap((product) => product.variants);
    const stock = variants.map(({ levels }) => levels.reduce((sum, { available }) => sum + available, 0));
    const margins = variants.filter(({ inventoryItem }) => inventoryItem.unitCost !== null).map(({ price, inventoryItem }) => 1 - Number(inventoryItem.unitCost) / Number(price));
    expect(stock.filter((count) => count === 0).length).toBeGreaterThanOrEqual(4);
    expect(stock.filter((count) => count > 0 && count <= 4).length).toBeGreaterThanOrEqual(3);
    expect(margins.filter((margin) => margin < 0.1).length).toBeGreaterThanOrEqual(4);
    expect(variants.filter(({ inventoryItem }) => inventoryItem.unitCost === null).length).toBeGreaterThanOrEqual(3);
    expect(variants.some(({ inventoryPolicy }) => inventoryPolicy === 'CONTINUE')).toBe(true);
    expect(variants.some(({ inventoryItem }) => !inventoryItem.tracked)).toBe(true);
    expect(shop.products.filter(({ pictureSvg }) => pictureSvg === null)).toHaveLength(1);
    expect(shop.products.filter(({ status }) => status !== 'ACTIVE').length).toBeGreaterThanOrEqual(3);
    expect(shop.products.filter(({ status, publishedAt }) => status === 'DRAFT' && publishedAt !== null)).toEqual([]);
  });

  it('draws a picture of its own for every product', () => {
    const pictures = shop.products.map(({ pictureSvg }) => pictureSvg).filter((picture) => picture !== null);
    expect(new Set(pictures).size).toBe(pictures.length);
    for (const picture of pictures) {
      expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 600 600">.*<\/svg>$/s);
      expect(picture).not.toMatch(/NaN|undefined/);
      // A browser refuses a picture whose element names an attribute twice.
      for (const [element] of picture.matchAll(/<[a-z]+ [^>]*>/gi)) {
        const names = [...element.matchAll(/ ([a-z-]+)="/gi)].map(([, name]) => name);
        expect(new Set(names).size, element).toBe(names.length);
      }
    }
  });

  it('tags compatibility that something in the shop answers', () => {
    const active = CATALOGUE.filter((item) => item.status === undefined);
    const answers = (tag: string, productType: string): boolean => active.some((item) => item.productType === productType && item.tags.includes(tag));
    for (const item of active) {
      for (const tag of item.tags) {
        if (tag.startsWith('for:')) expect([...byHandle.keys()], `${item.title}: ${tag}`).toContain(tag.slice(4));
        if (tag.startsWith('card:')) expect(answers(tag, 'Memory card'), `${item.title}: ${tag}`).toBe(true);
        if (tag.startsWith('battery:')) expect(answers(tag, 'Battery'), `${item.title}: ${tag}`).toBe(true);
        if (tag.startsWith('mount:')) expect(answers(tag, 'Lens'), `${item.title}: ${tag}`).toBe(true);
        if (tag.startsWith('thread:')) expect(answers(tag, 'Lens filter'), `${item.title}: ${tag}`).toBe(true);
        if (tag.startsWith('film:')) expect(answers(tag, 'Instant film'), `${item.title}: ${tag}`).toBe(true);
      }
    }
  });
});

describe('the planted patterns', () => {
  it('name products that exist, and never a companion that does not fit', () => {
    for (const { anchor, candidates } of PLANTED.complements) for (const handle of [anchor, ...candidates]) expect(byHandle.has(handle), handle).toBe(true);
    const card = PLANTED.complements.find(({ anchor, slot }) => anchor === handleOf('Norrik N7R Mirrorless Camera') && slot === 'memory card');
    expect(card?.candidates.every((handle) => byHandle.get(handle)?.tags.includes('card:cfexpress-b'))).toBe(true);
  });

  it('show in the orders: the anchor brings its companion far more often than it is bought anyway', () => {
    const strong = PLANTED.complements
      .map((complement) => ({ ...complement, with: baskets.filter((basket) => basket.has(complement.anchor)) }))
      .filter(({ together, with: anchored }) => together >= 0.3 && anchored.length >= 40);
    expect(strong.length).toBeGreaterThan(30);
    const weak = strong.filter(({ candidates, together, with: anchored }) => {
      const observed = share(anchored, candidates);
      return observed < together * 0.4 || observed < 2 * share(baskets, candidates);
    });
    expect(weak.map(({ anchor, slot }) => `${anchor} → ${slot}`)).toEqual([]);
  });

  it('are directed: a card rarely comes with a camera', () => {
    const cameras = shop.products.filter(({ productType }) => productType === 'Mirrorless camera').map(({ handle }) => handle);
    const card = handleOf('Korvo Everyday SD UHS-I Card');
    const withCamera = share(baskets.filter((basket) => basket.has(card)), cameras);
    const cards = PLANTED.complements.find(({ anchor, slot }) => anchor === handleOf('Tavira T20 Mirrorless Camera') && slot === 'memory card')?.candidates ?? [];
    expect(withCamera).toBeLessThan(share(baskets.filter((basket) => basket.has(handleOf('Tavira T20 Mirrorless Camera'))), cards));
  });

  it('bring people back: film is bought again, and what was planned comes later', () => {
    const film = handleOf('Klikki Mini Film');
    const buyers = new Map<number, number>();
    for (const [index, order] of shop.orders.entries()) {
      if (order.customerId !== null && baskets[index]?.has(film)) buyers.set(order.customerId, (buyers.get(order.customerId) ?? 0) + 1);
    }
    const again = [...buyers.values()].filter((count) => count > 1).length / buyers.size;
    expect(again).toBeGreaterThan(0.3);
  });

  it('follow the seasons', () => {
    const monthly = (productType: string): number[] => {
      const counts = Array<number>(12).fill(0);
      for (const order of shop.orders) {
        const month = new Date(order.processedAt).getUTCMonth();
        for (const line of order.lines) if (productOf.get(line.productId ?? 0)?.productType === productType) counts[month] = (counts[month] ?? 0) + line.quantity;
      }
      return counts;
    };
    const film = monthly('Instant film');
    const action = monthly('Action camera');
    expect((film[11] ?? 0) > 1.8 * (film[5] ?? 0)).toBe(true);
    expect((action[6] ?? 0) > 1.8 * (action[1] ?? 0)).toBe(true);
  });

  it('send one product back far more often than the rest', () => {
    const { product, share: planted } = PLANTED.oftenReturned;
    let sold = 0;
    let returned = 0;
    let othersSold = 0;
    let othersReturned = 0;
    for (const order of shop.orders.filter(({ cancelledAt }) => cancelledAt === null)) {
      const back = new Set(order.refunds.flatMap((refund) => refund.lines.map(({ lineId }) => lineId)));
      for (const line of order.lines) {
        if (productOf.get(line.productId ?? 0)?.handle === product) {
          sold += 1;
          returned += back.has(line.id) ? 1 : 0;
        } else {
          othersSold += 1;
          othersReturned += back.has(line.id) ? 1 : 0;
        }
      }
    }
    expect(returned / sold).toBeGreaterThan(planted / 2);
    expect(othersReturned / othersSold).toBeLessThan(0.05);
    expect(othersReturned).toBeGreaterThan(50);
  });

  it('include cancelled orders, refunded whole, and discounted lines', () => {
    const cancelled = shop.orders.filter(({ cancelledAt }) => cancelledAt !== null);
    expect(cancelled.length).toBeGreaterThan(30);
    for (const { lines, refunds } of cancelled) expect(refunds.flatMap((refund) => refund.lines.map(({ lineId, quantity }) => [lineId, quantity]))).toEqual(lines.map(({ id, quantity }) => [id, quantity]));
    expect(shop.orders.flatMap(({ lines }) => lines).filter(({ discount }) => discount !== '0.00').length).toBeGreaterThan(100);
  });
});
