import { describe, expect, it } from 'vitest';
import { goalFor, shortTitle } from '#app/domain/set/goal.ts';
import { kindsOf, nounOf } from '#app/domain/set/kind.ts';
import { likenessIn } from '#app/domain/set/likeness.ts';
import { leastSupport, mostSuggestions, type ProposableProduct, proposeSets } from '#app/domain/set/propose-sets.ts';
import { singular } from '#app/domain/set/title-words.ts';

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
const SHOP = { orders: 2_000, lines: 4_000, language: 'en' as const };

const ranked = (...companions: [ProposableProduct, number][]) =>
  companions.map(([{ productId }, support], at) => ({ product: productId, support, score: 1 / (at + 1), because: CAMERA.productId, direct: support / CAMERA.orders }));
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

  it('leaves out what is merely like the anchor, says so where it is bought with it often, and makes no set of it alone', () => {
    expect(proposed([CARD, 80], [OTHER_CAMERA, 30])[0]?.slots.map(({ name }) => name)).toEqual(['memory card']);
    expect(proposed([OTHER_CAMERA, 60], [CARD, 80])[0]?.slots.map(({ name }) => name)).toEqual(['memory card', 'matching camera']);
    expect(proposed([OTHER_CAMERA, 60])).toEqual([]);
  });

  it('leaves out what a third product speaks for: the lens cloth that is bought with the card that is bought with the camera', () => {
    const heard = ranked([CARD, 80], [FAST_CARD, 60], [BAG, 40]).map((each) => (each.product === BAG.productId ? { ...each, direct: each.direct * 0.2 } : each));
    expect(proposeSets([{ anchorProductId: CAMERA.productId, company: 250, ranked: heard }], ALL, SHOP)[0]?.slots.map(({ name }) => name)).toEqual(['memory card']);
  });

  it('starts no set from what goes with a dearer product before all else', () => {
    const ofCard = [{ product: CAMERA.productId, support: 80, score: 1, because: CARD.productId, direct: 0.5 }, { product: BAG.productId, support: 30, score: 0.5, because: CARD.productId, direct: 0.2 }];
    expect(proposeSets([{ anchorProductId: CARD.productId, company: 250, ranked: ofCard }], ALL, SHOP)).toEqual([]);
  });

  it('gives no slot to what is bought with it far less than the rest', () => {
    expect(proposed([CARD, 80], [BAG, 12])[0]?.slots.map(({ name }) => name)).toEqual(['memory card']);
  });

  it('makes no slot of more of the anchor where that is what it is mostly bought for: it is collected', () => {
    expect(proposed([OTHER_CAMERA, 140], [CARD, 80])[0]?.slots.map(({ name }) => name)).toEqual(['memory card', 'matching camera']);
    expect(proposed([OTHER_CAMERA, 180], [CARD, 60])[0]?.slots.map(({ name }) => name)).toEqual(['memory card']);
  });

  it('makes nothing of an anchor whose orders hold everything', () => {
    const rolls = anchor([CARD, 80]).map((each) => ({ ...each, company: CAMERA.orders * 9 }));
    expect(proposeSets(rolls, ALL, { ...SHOP, lines: 40_000 })).toHaveLength(1);
    expect(proposeSets(rolls, ALL, { ...SHOP, orders: 20_000, lines: 40_000 })).toEqual([]);
  });

  it('gives no slot to what nobody can name and is like more of the anchor', () => {
    const [cup, owlCup, jug, beaker] = [['Rose tea cup', 400], ['Owl tea cup', 300], ['Rose milk jug', 520], ['Owl beaker', 300]].map(([title, price], at) => product(BigInt(20 + at), title as string, '', price as number, 200));
    const others = [['Spot tea cup', 300], ['Stripe tea cup', 300], ['Spot milk jug', 520], ['Stripe milk jug', 520]].map(([title, price], at) => product(BigInt(30 + at), title as string, '', price as number, 50));
    const companions = [[jug!, 100], [beaker!, 95], [owlCup!, 80]] as const;
    const ofCup = [{ anchorProductId: cup!.productId, company: 600, ranked: companions.map(([{ productId }, support]) => ({ product: productId, support, score: 1, because: cup!.productId, direct: support / 200 })) }];
    expect(proposeSets(ofCup, [cup!, owlCup!, jug!, beaker!, ...others], { ...SHOP, orders: 2_000, lines: 20_000 })[0]?.slots).toEqual([
      { name: 'milk jug', candidates: [{ productId: jug!.productId, support: 100, score: 1 }] },
      { name: 'matching tea cup', candidates: [{ productId: owlCup!.productId, support: 80, score: 1 }] },
    ]);
  });

  it('gives a slot to what is far less bound to the anchor than the rest only where its numbers make up for it', () => {
    const [cloth, strap] = [product(8n, 'Cloth', 'Cleaning', 900, 1_000), product(9n, 'Strap', 'Straps', 3_000, 60)];
    const SHOP_OF_CLOTHS = { ...SHOP, orders: 20_000, lines: 40_000 };
    const slots = (support: number) => proposeSets(anchor([strap, 50], [cloth, support]), [...ALL, cloth, strap], SHOP_OF_CLOTHS)[0]?.slots.map(({ name }) => name);
    expect([slots(24), slots(80)]).toEqual([['strap'], ['strap', 'cleaning']]);
  });

  it('suggests no more than a person would read', () => {
    expect([mostSuggestions(10), mostSuggestions(120), mostSuggestions(50_000)]).toEqual([20, 60, 100]);
  });
});

describe('the kind of a product', () => {
  it.each([['memory cards', 'memory card'], ['lenses', 'lens'], ['lens', 'lens'], ['cases', 'case'], ['batteries', 'battery'], ['glass', 'glass'], ['boxes', 'box'], ['brushes', 'brush'], ['binoculars', 'binoculars']])('of "%s" is "%s"', (plural, one) => {
    expect(singular(plural)).toBe(one);
  });

  const named = (title: string, priceMinor: number, at = 0, productType = '', category: string | null = null) => ({ productId: BigInt(at), title, productType, category, priceMinor });
  const lunchBags = ['Red Retrospot', 'Woodland', 'Spaceboy Design', 'Vintage Doily', 'Dolly Girl', 'Apples'].map((pattern) => [`Lunch Bag ${pattern}`, 165] as const);
  const others = [
    ['Woodland Tea Towel', 295], ['Spaceboy Tea Towel', 290], ['Red Retrospot Tea Towel', 295], ['Cake Stand Red Retrospot', 1_275], ['Spaceboy Egg Cup', 85], ['Dolly Girl Egg Cup', 85], ['Woodland Egg Cup', 90],
    ['Red Retrospot Doily', 55], ['Drawer Knob Blue', 145], ['Red Stripe Drawer Knob', 145], ['Drawer Knob Ceramic Ivory', 150], ['Purple Drawerknob Edwardian', 145], ['Spaceboy Wall Clock', 1_950], ['Apples', 30],
  ] as const;
  const catalogue = [...lunchBags, ...others].map(([title, price], at) => named(title, price, at));
  const kindOf = (title: string) => kindsOf(catalogue).get(catalogue.find((product) => product.title === title)!.productId);

  it('is its type, else the last part of its category', () => {
    const kinds = kindsOf([named('X1', 900, 1, 'Tripods'), named('X2', 900, 2, '', 'Cameras & Optics > Camera Lenses')]);
    expect([kinds.get(1n), kinds.get(2n)]).toEqual(['tripod', 'camera lens']);
  });

  it('is else what titles of its price have in common, wherever it stands, and never their pattern', () => {
    expect(lunchBags.map(([title]) => kindOf(title))).toEqual(lunchBags.map(() => 'lunch bag'));
    expect(kindOf('Spaceboy Egg Cup')).toBe('egg cup');
    expect(kindOf('Red Retrospot Tea Towel')).toBe('tea towel');
    expect(kindOf('Drawer Knob Ceramic Ivory')).toBe('drawer knob');
    expect(kindOf('Spaceboy Wall Clock')).not.toBe('spaceboy');
    expect(kindOf('Cake Stand Red Retrospot')).toBeUndefined();
  });

  it('is what is counted, whatever pattern follows, and what is in the box rather than the box', () => {
    const counted = ['6 Ribbons rustic charm', 'Set of 6 ribbons empire', 'Box of 6 mini crackers', 'Box of 12 gold crackers'].map((title, at) => named(title, 195, at));
    expect(counted.map(({ productId }) => kindsOf(counted).get(productId))).toEqual(['ribbon', 'ribbon', 'cracker', 'cracker']);
  });

  it('is no word that few are taken to be and that stands beside better known kinds: the city on mugs, bags and cards', () => {
    const kinds = ['Mug', 'Bag', 'Card'].flatMap((kind, at) => ['Rose', 'Spot', 'Stripe', 'Owl', 'Sea'].map((pattern, n) => named(`${pattern} ${kind}`, 300 + at * 200, at * 10 + n)));
    const souvenirs = ['Mug I love London', 'Bag I love London', 'Card I love London'].map((title, at) => named(title, 120, 90 + at));
    const found = kindsOf([...kinds, ...souvenirs]);
    expect(souvenirs.map(({ productId }) => found.get(productId))).not.toContain('london');
    expect(found.get(0n)).toBe('mug');
  });

  it('is the same on a reel, in a pack or as a sheet', () => {
    expect(['ribbon reel', 'candle set', 'lunch bag', 'set'].map(nounOf)).toEqual(['ribbon', 'candle', 'bag', 'set']);
  });

  it('is never the figure on it, nor a word that one title alone is taken to say', () => {
    const ornaments = ['Gingham star', 'Wooden star', 'Zinc star', 'Felt owl', 'Wooden owl', 'Paper owl', 'Sporting fun'].map((title, at) => named(title, 85, at));
    expect(kindsOf(ornaments).size).toBe(0);
    expect(likenessIn(ornaments, kindsOf(ornaments))(ornaments[0]!, ornaments[3]!)).toBe(true);
  });

  it('is the same however its name is written', () => {
    expect(kindOf('Purple Drawerknob Edwardian')).toBe('drawer knob');
  });

  it('makes products alike, and so do most words of the title at one price', () => {
    const isAlike = likenessIn(catalogue, kindsOf(catalogue));
    const find = (title: string) => catalogue.find((product) => product.title === title)!;
    expect(isAlike(find('Lunch Bag Woodland'), find('Lunch Bag Apples'))).toBe(true);
    expect(isAlike(find('Lunch Bag Woodland'), find('Woodland Egg Cup'))).toBe(false);
    const skulls = ['Pack of 6 skull paper plates', 'Pack of 6 skull paper cups', 'Set/6 red paper plates', 'Set/6 red paper cups'].map((title, at) => named(title, 85, at));
    expect(likenessIn(skulls, kindsOf(skulls))(skulls[0]!, skulls[1]!)).toBe(false);
    const [heart, star, stocking] = [named('Wooden Heart Scandinavian', 85, 90), named('Wooden Star Scandinavian', 85, 91), named('Wooden Stocking Scandinavian', 995, 92)];
    expect([isAlike(heart, star), isAlike(heart, stocking)]).toEqual([true, false]);
    const cards = ['Playing Cards Keep Calm', 'Playing Cards Union Jack', 'Playing Cards With London Bus'].map((title, at) => named(title, 125, 93 + at));
    expect(isAlike(cards[0]!, cards[1]!)).toBe(true);
  });
});

describe('the goal', () => {
  it('says what the anchor is for when the set holds what that takes, and no more than is known otherwise', () => {
    expect(goalFor('Aurel M5', 'camera', ['bag', 'memory card'], 'en')).toBe('Ready to shoot with your Aurel M5');
    expect(goalFor('Aurel M5', 'camera', ['bag'], 'en')).toBe('Goes with your Aurel M5');
    expect(goalFor('Aurel M5', 'camera', ['bag', 'memory card'], 'de')).toBe('Passt zu Aurel M5');
    expect(goalFor('Aurel M5', 'systemkameras', ['tasche', 'speicherkarten'], 'de')).toBe('Bereit zum Fotografieren mit Aurel M5');
    expect(goalFor('Aurel 50 mm', 'lens', ['lens filter'], 'en')).toBe('Shape the light with your Aurel 50 mm');
    expect(goalFor('Aurel 50 mm', 'objektiv', ['gegenlichtblende'], 'de')).toBe('Passt zu Aurel 50 mm');
    expect(goalFor('Aurel Go', 'action camera', ['action mount'], 'en')).toBe('Hands free with your Aurel Go');
    expect(goalFor('WHITE HANGING HEART T-LIGHT HOLDER', 't-light holder', [], 'en')).toBe('Goes with your white hanging heart t-light holder');
  });

  it('names slots as the language of the shop writes them', () => {
    const named = (language: 'en' | 'de') => proposeSets(anchor([OTHER_CAMERA, 60], [CARD, 80]), ALL, { ...SHOP, language })[0]?.slots.map(({ name }) => name);
    expect(named('en')).toEqual(['memory card', 'matching camera']);
    expect(named('de')).toEqual(['Memory card', 'Dazu passend: Camera']);
  });

  it('says the title as a person would', () => {
    expect(shortTitle('Aurel M5 – Body only (black)')).toBe('Aurel M5');
    expect(shortTitle('  LED  Panel, 20 W ')).toBe('LED Panel');
    expect(shortTitle('Set/6 red spotty paper plates')).toBe('red spotty paper plates');
    expect(shortTitle('Pack of 20 napkins.')).toBe('napkins');
    expect(shortTitle('Set 3 retrospot tea,coffee,sugar')).toBe('Set 3 retrospot tea,coffee,sugar');
    expect(shortTitle('A very long title that goes on and on about everything the product is')).toBe('A very long title that goes on and on about');
  });
});
