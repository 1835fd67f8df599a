import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSet } from '#prisma/seed/builders.ts';
import { saveCompatibility } from '#app/pipeline/decide/save-compatibility.ts';
import { saveBlockList } from '#app/pipeline/decide/save-block-list.ts';
import { built } from '#test/support/small-store-sets.ts';
import { BAG, CAMERA, CARD, LOCATION, SHOP_ID } from '#test/support/small-store.ts';
import { type TopicShop, topicShop } from '#test/support/topic-shop.ts';

let shop: TopicShop;
beforeAll(async () => {
  shop = await topicShop();
});
afterAll(() => shop.stop());

const VOUCHER = { product: 7_700_000_008, variant: 8_800_000_008, item: 9_900_000_008 };
const STRAP = { product: 7_700_000_009, variant: 8_800_000_009, item: 9_900_000_009 };

describe('products/create', () => {
  it('makes a product that a set names, and that was not known, an offer', async () => {
    // The set begins from the bag, so that the camera's stays as it is.
    await buildSet(SHOP_ID, { anchor: built(BAG), slots: [{ name: 'strap', candidates: [{ product: built(STRAP) }] }] });
    const fromBag = { items: [{ variantId: BigInt(BAG.variant), quantity: 1 }] };
    expect(await shop.refusal(STRAP.product, fromBag)).toBe('deleted');
    const topics = await shop.told((store) => {
      const card = store.requireProduct(CARD.product);
      const [variant] = card.variants;
      const inventoryItem = { ...variant!.inventoryItem, id: STRAP.item };
      const levels = [{ locationId: LOCATION, available: 4, updatedAt: card.updatedAt }];
      store.addProduct({ ...card, id: STRAP.product, title: 'Strap', handle: 'strap', metafields: [], variants: [{ ...variant!, id: STRAP.variant, inventoryItem, levels }] });
    });
    expect(topics).toEqual(['products/create']);
    expect(await shop.offered(fromBag)).toEqual([STRAP.product]);
  });

  it('makes no offer of a gift card, which the webhook does not tell, nor forgets', async () => {
    await buildSet(SHOP_ID, { anchor: built(STRAP), slots: [{ name: 'voucher', candidates: [{ product: built(VOUCHER) }] }] });
    const fromStrap = { items: [{ variantId: BigInt(STRAP.variant), quantity: 1 }] };
    await shop.told((store) => {
      const card = store.requireProduct(CARD.product);
      const [variant] = card.variants;
      const inventoryItem = { ...variant!.inventoryItem, id: VOUCHER.item };
      const levels = [{ locationId: LOCATION, available: 4, updatedAt: card.updatedAt }];
      store.addProduct({ ...card, id: VOUCHER.product, isGiftCard: true, title: 'Voucher', handle: 'voucher', metafields: [], variants: [{ ...variant!, id: VOUCHER.variant, inventoryItem, levels }] });
    });
    expect(await shop.refusal(VOUCHER.product, fromStrap)).toBe('gift_card');
    await shop.told((store) => store.updateProduct(VOUCHER.product, { title: 'Gift voucher' }));
    expect(await shop.refusal(VOUCHER.product, fromStrap)).toBe('gift_card');
  });
});

describe('products/update', () => {
  it('offers nothing that is no longer published in the online store', async () => {
    expect(await shop.told((store) => store.updateProduct(CARD.product, { publishedAt: null }))).toEqual(['products/update']);
    expect(await shop.refusal(CARD.product)).toBe('not_published');
    await shop.told((store) => store.updateProduct(CARD.product, { publishedAt: '2026-05-01T10:00:00Z' }));
    expect(await shop.offered()).toEqual([CARD.product]);
  });

  it('offers at the new price', async () => {
    await shop.told((store) => store.updateVariant(CARD.variant, { price: '59.90' }));
    expect((await shop.decide()).decision.offer?.items[0]).toMatchObject({ priceMinor: 5_990 });
  });

  it('offers nothing that has come to carry a tag of the block list, whatever its case', async () => {
    await saveBlockList(SHOP_ID, [{ kind: 'tag', value: 'Clearance', title: 'Clearance' }], 'merchant', new Date());
    await shop.told((store) => store.updateProduct(CARD.product, { tags: ['new', 'CLEARANCE'] }));
    expect(await shop.refusal(CARD.product)).toBe('blocked');
    await shop.told((store) => store.updateProduct(CARD.product, { tags: ['new'] }));
    expect(await shop.offered()).toEqual([CARD.product]);
  });
});

describe('products/update of options', () => {
  it('offers what fits the camera, by the options of both, as long as it does', async () => {
    const mount = (value: string) => ({ selectedOptions: [{ name: 'Mount', value }] });
    await saveCompatibility(SHOP_ID, [{ source: 'option', key: 'mount', name: 'Mount' }], 'merchant', new Date());
    await shop.told((store) => store.updateVariant(CAMERA.variant, mount('EF')));
    await shop.told((store) => store.updateVariant(CARD.variant, mount('RF')));
    expect(await shop.refusal(CARD.product)).toBe('incompatible');
    await shop.told((store) => store.updateVariant(CARD.variant, mount('EF')));
    expect(await shop.offered()).toEqual([CARD.product]);
    await saveCompatibility(SHOP_ID, [], 'merchant', new Date());
  });
});

describe('products/delete', () => {
  it('offers the stand-in for what is gone', async () => {
    expect(await shop.told((store) => store.deleteProduct(CARD.product))).toEqual(['products/delete']);
    expect(await shop.refusal(CARD.product)).toBe('deleted');
    expect(await shop.offered()).toEqual([BAG.product]);
  });
});
