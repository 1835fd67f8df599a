import { describe, expect, it } from 'vitest';
import { goalFor, shortTitle } from '#app/domain/set/goal.ts';
import { kindsOf, singular } from '#app/domain/set/kind.ts';
import { leastSupport, mostSuggestions, type ProposableProduct, proposeSets } from '#app/domain/set/propose-sets.ts';

const product = (productId: bigint, title: string, productType: string, priceMinor: number, orders: number): ProposableProduct =>
  ({ productId, title, productType, category: null, priceMinor, orders });

const CAMERA = product(1n, 'Aurel M5', 'Camera', 90_000, 200);
const CARD = product(2n, 'Card 64 GB', 'Memory Cards', 4_000, 150);
const FAST_CARD = product(3n, 'Card 128 GB', 'Memory Cards', 8_000, 100);
const BAG = product(4n, 'Field Bag', 'Bags', 12_000, 90);
const OTHER_CAMERA = product(5n, 'Aurel M6', 'Camera', 95_000, 180);
const FILM = product(6n, 'Everyday Film', 'Film', 900, 900);
const STUDIO = product(7n, 'Studio Printer', 'Printers', 400_000, 60);
const ALL = [CAMERA, CARD, FAST_CARD, BAG, OTHER_CAMERA, FILM, STUDIO];
const SHOP = { orders: 2_000, lines: 4_000 };

const ranked = (...companions: [ProposableProduct, number][]) =>
  companions.map(([{ productId }, support], at) => ({ product: productId, support, score: 1 / (at + 1), because: CAMERA.productId }));
const anchor = (...companions: [ProposableProduct, number][]) => [{ anchorProductId: CAMERA.productId, company: 250, ranked: ranked(...companions) }];
const proposed = (...companions: [ProposableProduct, number][]) => proposeSets(anchor(...companions), ALL, SHOP);

describe('proposing sets', () => {
  it('puts candidates of one kind into one slot, in the order of the model, and names it', () => {
    expect(proposed([CARD, 80], [BAG, 40], [FAST_CARD, 50])).toEqual([
      {
        anchorProductId: 1n,
        goal: 'Ready to shoot with your Aurel M5',
        slots: [
          { name: 'memory card', candidates: [{ productId: 2n, support: 80, score: 1 }, { productId: 3n, support: 50, score: 1 / 3 }] },
          { name: 'bag', candidates: [{ productId: 4n, support: 40, score: 1 / 2 }] },
        ],
      },
    ]);
  });

  it('leaves out a best-seller that is bought with it no more than chance would have it', () => {
    // 250 other lines in the camera's orders, 900 of 4,000 lines are film: 56 by chance.
    expect(proposed([FILM, 70])).toEqual([]);
    expect(proposed([FILM, 120])).toHaveLength(1);
  });

  it('leaves out what too few orders hold, and what costs far more than the anchor', () => {
    expect(proposed([BAG, leastSupport(SHOP.orders) - 1])).toEqual([]);
    expect(proposed([STUDIO, 50])).toEqual([]);
  });

  it('leaves out what is merely like the anchor, and makes no set of it alone', () => {
    expect(proposed([CARD, 80], [OTHER_CAMERA, 30])[0]?.slots.map(({ name }) => name)).toEqual(['memory card']);
    expect(proposed([OTHER_CAMERA, 60], [CARD, 80])[0]?.slots.map(({ name }) => name)).toEqual(['memory card', 'camera']);
    expect(proposed([OTHER_CAMERA, 60])).toEqual([]);
  });

  it('suggests no more than a person would read', () => {
    expect([mostSuggestions(10), mostSuggestions(120), mostSuggestions(50_000)]).toEqual([20, 60, 100]);
  });
});

describe('the kind of a product', () => {
  it.each([['memory cards', 'memory card'], ['lenses', 'lens'], ['lens', 'lens'], ['cases', 'case'], ['batteries', 'battery'], ['glass', 'glass'], ['boxes', 'box'], ['brushes', 'brush'], ['binoculars', 'binoculars']])('of "%s" is "%s"', (plural, one) => {
    expect(singular(plural)).toBe(one);
  });

  it('is its type, else the last part of its category, else the noun of its title', () => {
    const titles = ['Lunch Bag Red Retrospot', 'Lunch Bag Woodland', 'Jumbo Bag Strawberry', 'Shopper Bag', 'Blue Lunch Bag', 'Owl Lunch Bag', 'Doll Lunch Bag', 'Zebra'];
    const named = titles.map((title, at) => ({ productId: BigInt(at), title, productType: '', category: null }));
    const kinds = kindsOf([...named, { productId: 90n, title: 'X1', productType: 'Tripods', category: null }, { productId: 91n, title: 'X2', productType: '', category: 'Cameras & Optics > Camera Lenses' }]);
    expect(kinds.get(0n)).toBe('lunch bag');
    expect(kinds.get(2n)).toBe('bag');
    expect(kinds.get(7n)).toBeUndefined();
    expect(kinds.get(90n)).toBe('tripod');
    expect(kinds.get(91n)).toBe('camera lens');
  });
});

describe('the goal', () => {
  it('says what the anchor is for, and no more than is known', () => {
    expect(goalFor('Aurel M5', 'camera')).toBe('Ready to shoot with your Aurel M5');
    expect(goalFor('WHITE HANGING HEART T-LIGHT HOLDER', 'holder')).toBe('Complete your white hanging heart t-light holder');
  });

  it('says the title as a person would', () => {
    expect(shortTitle('Aurel M5 – Body only (black)')).toBe('Aurel M5');
    expect(shortTitle('  LED  Panel, 20 W ')).toBe('LED Panel');
    expect(shortTitle('A very long title that goes on and on about everything the product is')).toBe('A very long title that goes on and on about');
  });
});
