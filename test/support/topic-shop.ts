// A connected shop with one approved set (the camera; the card, else the bag), and what tests of topics do with it: let
// something happen in the store, wait until its signed deliveries were applied and what they set off is done, and ask for a
// decision.
import type { RefusalCode } from '#app/domain/decision/reason-codes.ts';
import { type Decided, decideFor } from '#app/pipeline/decide/decide-offer.ts';
import type { OfferRequest } from '#app/pipeline/decide/gather-facts.ts';
import type { Store } from '#sandbox/store/store.ts';
import { type ConnectedShop, openedShop } from './connected-shop.ts';
import { CAMERA, SHOP_ID } from './small-store.ts';
import { buildCameraSet } from './small-store-sets.ts';

export interface TopicShop extends ConnectedShop {
  store: Store;
  setId: string;
  /** Lets it happen. @returns the topics that were delivered of it, each once */
  told(happens: (store: Store) => unknown): Promise<string[]>;
  /** What would be offered to a cart with the camera. */
  decide(request?: Partial<OfferRequest>): Promise<Decided>;
  /** Product ids of the offer, as the small store has them. */
  offered(request?: Partial<OfferRequest>): Promise<number[]>;
  /** Why a product is not offered. */
  refusal(productId: number, request?: Partial<OfferRequest>): Promise<RefusalCode | undefined>;
}

export async function topicShop(): Promise<TopicShop> {
  const shop = await openedShop();
  const { store } = shop.sandbox;
  const setId = await buildCameraSet(SHOP_ID);
  const decide: TopicShop['decide'] = async (request = {}) => {
    const items = [{ variantId: BigInt(CAMERA.variant), quantity: 1 }];
    const decided = await decideFor({ shopId: SHOP_ID, placement: 'cart_page', items, customerId: null, partVariantIds: [], ...request }, new Date());
    if (!decided) throw new Error('There is nothing to decide for.');
    return decided;
  };
  return {
    ...shop,
    store,
    setId,
    decide,
    async told(happens) {
      const before = new Set(shop.sandbox.webhooks.queue.recent().map(({ id }) => id));
      await happens(store);
      await shop.settle();
      await shop.work();
      return [...new Set(shop.sandbox.webhooks.queue.recent().filter(({ id }) => !before.has(id)).map(({ topic }) => topic))];
    },
    offered: async (request) => ((await decide(request)).decision.offer?.items ?? []).map(({ productId }) => Number(productId)),
    async refusal(productId, request) {
      const { offer, refused } = (await decide(request)).decision;
      const instead = offer?.items.find(({ insteadOf }) => insteadOf?.productId === BigInt(productId))?.insteadOf;
      return instead?.code ?? refused.find((one) => one.productId === BigInt(productId))?.code;
    },
  };
}
