// What guardrails would do to this catalogue, at the largest discount they allow: a count, by the rules themselves.
import { productsOnSale } from '#app/db/admin-products.ts';
import { blockedOnSale, blocksOf } from '#app/db/blocks.ts';
import type { DiscountWord } from '#app/domain/discount/shop-discount.ts';
import { type BlockEntry, entryKey } from '#app/domain/eligibility/block-list.ts';
import { allowedDiscount, holdsFloorAt } from '#app/domain/margin/allowed-discount.ts';
import { unitCost } from '#app/domain/margin/contribution-margin.ts';
import type { Guardrails } from '#app/domain/margin/guardrails.ts';
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import { policyFor, type Rails, railsFor } from '#app/domain/margin/rails.ts';
import { draftPolicy } from './draft-policy.ts';

export interface GuardrailsEffect {
  /** Products counted: all on sale, or the first of them where there are very many. */
  products: number;
  /** Of them never offered, by the block list; and whether it names a collection whose products are not known yet. */
  blocked: number;
  unread: boolean;
  noCost: number;
  belowFloor: number;
  /** Above it beside a cart, and below it as an order of their own, which bears the fixed fee. */
  besideOnly: number;
  smallerDiscount: number;
  discountBp: number;
}

/** Enough to say what a large catalogue is like; more would make typing wait. */
const MOST_PRODUCTS = 2_000;

/** @param draftRules floors and costs of parts of the range as they are typed; undefined: as they are saved */
export async function guardrailsEffect(shopId: bigint, guardrails: Guardrails, blocks: readonly Pick<BlockEntry, 'kind' | 'value'>[], draftRules: readonly MarginRule[] | undefined, now: Date, words: readonly DiscountWord[] = []): Promise<GuardrailsEffect> {
  const [products, blocked, saved, { draft }] = await Promise.all([productsOnSale(shopId, MOST_PRODUCTS), blockedOnSale(shopId, blocks, MOST_PRODUCTS), blocksOf(shopId), draftPolicy(shopId, guardrails, draftRules, now, words)]);
  const read = new Set(saved.filter(({ readAt }) => readAt).map(entryKey));
  const unread = blocks.some((block) => block.kind === 'collection' && !read.has(entryKey(block)));
  const effect: GuardrailsEffect = { products: products.length, blocked: 0, unread, noCost: 0, belowFloor: 0, besideOnly: 0, smallerDiscount: 0, discountBp: guardrails.maxDiscountBp };
  for (const product of products) {
    const rails = railsFor(product, policyFor('joins', draft));
    const isOffered = (under: Rails) => product.variants.some((variant) => holdsFloorAt(variant, variant.priceMinor, under));
    // A product can be offered while one of its variants can.
    if (!blocked.has(product.productId) && isOffered(rails) && !isOffered(railsFor(product, policyFor('begins', draft)))) effect.besideOnly++;
    if (blocked.has(product.productId)) effect.blocked++;
    else if (!isOffered(rails)) effect.belowFloor++;
    else if (product.variants.some((variant) => unitCost(variant, rails) === null)) effect.noCost++;
    else if (allowedDiscount(product, guardrails.maxDiscountBp, rails).bp < guardrails.maxDiscountBp) effect.smallerDiscount++;
  }
  return effect;
}
