import { describe, expect, it } from 'vitest';
import type { ColdProduct } from '#app/domain/cold-start/cold-product.ts';
import { madeFor } from '#app/domain/cold-start/made-for.ts';
import { type ColdShop, proposeColdSets } from '#app/domain/cold-start/propose-cold-sets.ts';
import { sameProperties } from '#app/domain/cold-start/same-properties.ts';
import { relationOf } from '#app/domain/cold-start/taxonomy.ts';
import type { ProposedSet } from '#app/domain/set/propose-sets.ts';

const CAMERAS = 'Cameras & Optics > Cameras > Digital Cameras';
const ACCESSORIES = 'Cameras & Optics > Camera & Optic Accessories';

let next = 0n;
const product = (title: string, productType: string, priceMinor: number, more: Partial<ColdProduct> = {}): ColdProduct =>
  ({ productId: ++next, title, productType, category: null, priceMinor, vendor: '', tags: [], createdAt: new Date('2026-01-01'), ...more });

const M5 = product('Aurel M5', 'Camera', 90_000, { vendor: 'Aurel', tags: ['mount:n', 'card:sd'] });
const M6 = product('Aurel M6', 'Camera', 110_000, { vendor: 'Aurel', tags: ['mount:n', 'card:sd'] });
const Z1 = product('Zenar Z1', 'Camera', 100_000, { vendor: 'Zenar', tags: ['mount:z', 'card:cf'] });
const NEW = product('Aurel M7', 'Camera', 100_000, { vendor: 'Aurel', tags: ['mount:n', 'card:sd'], createdAt: new Date('2026-05-01') });
const SD = product('Card 64 GB', 'Memory Cards', 4_000, { tags: ['card:sd'] });
const CF = product('Pro Card 128 GB', 'Memory Cards', 12_000, { tags: ['card:cf'] });
const BAG = product('Field Bag', 'Bags', 12_000);
const CAGE = product('Cage for Aurel M5', 'Cages', 8_000);
const STUDIO = product('Studio Printer', 'Printers', 400_000);
const ALL = [M5, M6, Z1, NEW, SD, CF, BAG, CAGE, STUDIO];

const setOf = (anchor: ColdProduct, ...slots: [name: string, ...candidates: ColdProduct[]][]): ProposedSet => ({
  anchorProductId: anchor.productId, goal: '',
  slots: slots.map(([name, ...candidates]) => ({ name, candidates: candidates.map(({ productId }) => ({ productId, support: 20, score: 1 })) })),
});
const LEARNED = [setOf(M5, ['memory card', SD], ['bag', BAG], ['cage', CAGE]), setOf(M6, ['memory card', SD], ['bag', BAG]), setOf(Z1, ['memory card', CF], ['bag', BAG], ['printer', STUDIO])];
const shop = (of: Partial<ColdShop> = {}): ColdShop => ({ products: ALL, anchorIds: new Set([NEW.productId]), experienced: new Set([M5, M6, Z1, SD, CF, BAG, CAGE, STUDIO].map(({ productId }) => productId)), learned: LEARNED, complements: new Map(), language: 'en', ...of });
const slotsOf = (sets: readonly ProposedSet[], anchor: ColdProduct) => sets.find(({ anchorProductId }) => anchorProductId === anchor.productId)?.slots.map(({ candidates }) => candidates.map(({ productId }) => productId));

describe('a new product in a shop with orders', () => {
  it('takes over what products of its kind are bought with, and says whose', () => {
    const sets = proposeColdSets(shop());
    expect(sets).toHaveLength(1);
    expect(slotsOf(sets, NEW)).toEqual([[BAG.productId], [SD.productId]]);
    expect(sets[0]).toMatchObject({ anchorProductId: NEW.productId, grounds: { evidence: 'kind', borrowedFrom: [M6.productId, M5.productId, Z1.productId], sharedWords: [] } });
  });

  it('takes nothing over that does not fit it, is made for another, costs far more, or goes with one of its kind alone', () => {
    const named = slotsOf(proposeColdSets(shop()), NEW)!.flat();
    for (const { productId } of [CF, CAGE, STUDIO]) expect(named).not.toContain(productId);
  });

  it('takes nothing over where most of its kind have no companions', () => {
    expect(proposeColdSets(shop({ learned: [setOf(Z1, ['bag', BAG])] }))).toEqual([]);
  });

  it('begins with what the merchant calls complementary, whatever its kind or price, and never with itself or what is gone', () => {
    const sets = proposeColdSets(shop({ complements: new Map([[NEW.productId, [NEW.productId, 999n, M6.productId, STUDIO.productId]]]) }));
    expect(slotsOf(sets, NEW)).toEqual([[M6.productId], [STUDIO.productId], [BAG.productId]]);
    expect(sets[0]?.grounds).toMatchObject({ evidence: 'complements', borrowedFrom: [M6.productId, M5.productId, Z1.productId] });
  });

  it('stands before older ones', () => {
    const older = product('Aurel M4', 'Camera', 100_000, { vendor: 'Aurel', tags: ['mount:n', 'card:sd'] });
    expect(proposeColdSets(shop({ products: [older, ...ALL], anchorIds: new Set([older.productId, NEW.productId]) })).map(({ anchorProductId }) => anchorProductId)).toEqual([NEW.productId, older.productId]);
  });
});

describe('a shop without orders', () => {
  const camera = { ...M5, category: `${CAMERAS} > Mirrorless Digital Cameras` };
  const compact = { ...product('Aurel P1', 'Compact', 30_000, { vendor: 'Aurel', tags: ['card:sd'] }), category: `${CAMERAS} > Compact Digital Cameras` };
  const card = { ...SD, category: `${ACCESSORIES} > Camera Parts & Accessories > Memory Cards` };
  const strap = product('Rope Strap', 'Straps', 4_000, { vendor: 'Aurel', category: `${ACCESSORIES} > Camera Parts & Accessories > Camera Straps` });
  const cage = { ...CAGE, category: `${ACCESSORIES} > Camera Parts & Accessories > Camera Grips` };
  const without = (products: ColdProduct[]) => proposeColdSets({ products, anchorIds: new Set(products.map(({ productId }) => productId)), experienced: new Set(), learned: [], complements: new Map(), language: 'en' });

  it('starts from another branch of the taxonomy that has something particular in common, and says what', () => {
    const sets = without([camera, compact, card, strap, cage]);
    expect(slotsOf(sets, camera)).toEqual([[cage.productId], [card.productId]]);
    expect(slotsOf(sets, compact)).toEqual([[card.productId]]);
    expect(sets.find(({ anchorProductId }) => anchorProductId === compact.productId)?.grounds).toEqual({ evidence: 'words', borrowedFrom: [], sharedWords: ['card:sd'] });
  });

  it('suggests no camera for a card, and no other camera for a camera', () => {
    const sets = without([camera, compact, { ...card, priceMinor: 200_000 }]);
    expect(sets).toEqual([]);
  });

  it('suggests nothing among near-identical T-shirts', () => {
    const shirts = ['Sea', 'Forest', 'Night', 'Sun', 'Night long sleeve', 'Sun V-neck'].map((pattern, at) =>
      product(`T-Shirt ${pattern}`, at < 4 ? 'T-Shirts' : "Men's T-Shirts", 1_900 + at, { vendor: 'Tide', tags: ['fabric:cotton', 'summer'], category: 'Apparel & Accessories > Clothing > Clothing Tops > T-Shirts' }));
    expect(without(shirts)).toEqual([]);
    const untold = shirts.map((shirt) => ({ ...shirt, productType: '', category: null }));
    expect(without(untold)).toEqual([]);
  });
});

describe('what fits', () => {
  it('by tags of the form name:value is what shares a value of every name that both have', () => {
    expect(sameProperties(M5, SD)).toEqual(['card:sd']);
    expect(sameProperties(M5, CF)).toBeNull();
    expect(sameProperties(M5, BAG)).toEqual([]);
    expect(sameProperties({ tags: ['for:a', 'for:b'] }, { tags: ['for:b', 'new', 'odd:', ':odd'] })).toEqual(['for:b']);
  });

  it('by the title is what is made for the anchor, or says nothing', () => {
    expect([madeFor(M5, 'camera', CAGE), madeFor(M6, 'camera', CAGE), madeFor(M5, 'camera', BAG)]).toEqual(['said', 'no', 'open']);
    expect(madeFor(M5, 'camera', { title: 'Bag for cameras' })).toBe('said');
    expect(madeFor({ title: 'Aurel M5', tags: ['battery:nb-21'] }, 'camera', { title: 'Spare Battery for NB-21' })).toBe('said');
  });

  it.each([
    [`${CAMERAS} > Mirrorless`, `${CAMERAS} > Compact`, 'same_thing'],
    [CAMERAS, `${CAMERAS} > Compact`, 'same_thing'],
    [`${CAMERAS} > Mirrorless`, `${ACCESSORIES} > Straps`, 'apart'],
    [`${ACCESSORIES} > Straps`, `${CAMERAS} > Mirrorless`, 'main_thing'],
    ['Toys > Games > Cards', CAMERAS, 'strangers'],
    [CAMERAS, null, 'strangers'],
  ])('by the taxonomy: of %s, %s is %s', (one, other, relation) => {
    expect(relationOf(one, other)).toBe(relation);
  });
});
