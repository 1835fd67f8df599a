// One set, filled for this cart: its items, what they come to, and what showing them is expected to add.
import type { ProductFacts } from '../catalog/product.ts';
import { canBeDiscounted } from '../eligibility/may-be-painted.ts';
import type { RuleContext } from '../eligibility/rule.ts';
import { isAbsurdCost, marginBp, marginMinor, netMinor, unitCost } from '../margin/contribution-margin.ts';
import { fullPrice, type ItemTerms, itemTerms, type SetTerms, setTerms } from '../offer/item-terms.ts';
import { NO_TERMS, type OfferTerms } from '../offer/offer-terms.ts';
import { shareOffBp } from '../portable/discount.ts';
import type { Rails } from '../margin/rails.ts';
import type { SetFacts, SlotFacts } from '../set/set.ts';
import { STRATEGY } from '../set/strategies.ts';
import { chanceIfShown, incrementalProfitMinor, type Prospect, shrunkRatio } from './expected-profit.ts';
import type { DecisionFacts, Offer, OfferedItem, Policy, Refusal } from './facts.ts';
import { type FilledSlot, fillSlot } from './fill-slot.ts';
import type { PlaceLook } from './place-look.ts';

export interface ComposedSet {
  set: SetFacts;
  /** null: no slot could be filled. */
  offer: Offer | null;
  refused: readonly Refusal[];
  /** Summed over the items; minor units. Ranks, promises nothing. */
  expectedProfitMinor: number;
}

type Chosen = NonNullable<FilledSlot['chosen']> & { slot: SlotFacts };

export function composeOffer(set: SetFacts, facts: DecisionFacts, context: RuleContext, policy: Policy): ComposedSet {
  const ready = setTerms(set, facts.products, policy);
  const filled = upTo(facts.look.mostItems, set, fillSlots(set, facts, context, ready, policy));
  const isWhole = ready.terms.kind !== 'set_price' || holdsSetPrice(set, filled.chosen, partsInCart(set, facts, ready, policy));
  // At full price whoever was chosen is chosen again: what holds the floor at the set price holds it above.
  const atFull: SetTerms = { ...ready, terms: NO_TERMS, shares: new Map(), refusal: 'set_price_incomplete' };
  const { chosen, refused } = isWhole ? filled : upTo(facts.look.mostItems, set, fillSlots(set, facts, context, atFull, policy));
  const applied = isWhole ? ready : atFull;

  const prospects = chosen.map((one) => prospectOf(one, facts, context.beside === 'replaces' ? marginOfAnchor(set, facts, policy) : 0));
  const freeShipping = applied.terms.kind === 'free_shipping' && chosen.length > 0 && chosen.every(({ terms }) => terms.freeShipping);
  const shippingMinor = freeShipping ? policy.guardrails.shippingMinor * Math.max(0, ...prospects.map(chanceIfShown)) : 0;
  const withheld = applied.refusal ?? (applied.terms.kind === 'free_shipping' && chosen.length > 0 && !freeShipping ? 'free_shipping_below_floor' : null);
  return {
    set,
    offer: chosen.length > 0 ? offerOf(set, facts.look, chosen.map((one) => itemOf(set, one, facts)), withheld ? NO_TERMS : applied.terms) : null,
    refused: withheld ? [...refused, { code: withheld, productId: set.anchorProductId, setId: set.setId, slotNo: 0, numbers: [] }] : refused,
    expectedProfitMinor: prospects.reduce((sum, prospect) => sum + incrementalProfitMinor(prospect), -shippingMinor),
  };
}

/** One item a slot, in the set's order. */
function fillSlots(set: SetFacts, facts: DecisionFacts, context: RuleContext, ready: SetTerms, policy: Policy): { chosen: Chosen[]; refused: Refusal[] } {
  const known = new Map<ProductFacts, ItemTerms>();
  const termsOf = (product: ProductFacts): ItemTerms => {
    const terms = known.get(product) ?? itemTerms(ready, product, policy);
    known.set(product, terms);
    return terms;
  };
  const atFullPrice = (product: ProductFacts): ItemTerms => fullPrice(product, policy);
  const all: Chosen[] = [];
  const refused: Refusal[] = [];
  for (const slot of set.slots) {
    const taken = all.map(({ product }) => product);
    const filled = fillSlot({ set, slot, taken, ready, termsOf, atFullPrice }, facts, context);
    for (const refusal of filled.refused) refused.push(refusal);
    if (filled.chosen) all.push({ ...filled.chosen, slot });
  }
  return { chosen: all, refused };
}

/** The place shows no more of them at once; the first, in the set's order. */
function upTo(most: number | null, { setId }: SetFacts, { chosen, refused }: { chosen: Chosen[]; refused: Refusal[] }): { chosen: Chosen[]; refused: Refusal[] } {
  if (most === null || chosen.length <= most) return { chosen, refused };
  const left = chosen.slice(most).map(({ product, slot }): Refusal => ({ code: 'more_than_shown', productId: product.productId, setId, slotNo: slot.slotNo, numbers: [most] }));
  return { chosen: chosen.slice(0, most), refused: [...refused, ...left] };
}

/** One of every slot, each at its slot's price, be it offered or in the cart already: then, and only then, they come to the set price. */
function holdsSetPrice({ slots }: SetFacts, chosen: readonly Chosen[], inCart: ReadonlySet<number>): boolean {
  return chosen.every(({ terms }) => terms.unit?.kind === 'price') && slots.every(({ slotNo }) => inCart.has(slotNo) || chosen.some(({ slot }) => slot.slotNo === slotNo));
}

/** Slots of which the cart holds something that was added for this set, and that has its slot's price there. */
function partsInCart({ setId }: SetFacts, { partsOfSets, products }: DecisionFacts, ready: SetTerms, policy: Policy): Set<number> {
  return new Set([...(partsOfSets.get(setId) ?? [])].flatMap((productId) => {
    const product = products.get(productId);
    const isPriced = product !== undefined && canBeDiscounted(product) && itemTerms(ready, product, policy).unit?.kind === 'price';
    return isPriced ? (ready.slotOf.get(productId) ?? []) : [];
  }));
}

function offerOf({ setId, strategy, anchorProductId, goal, outcome }: SetFacts, { heading }: PlaceLook, items: readonly OfferedItem[], terms: OfferTerms): Offer {
  const totalMinor = items.reduce((sum, { offerPriceMinor }) => sum + offerPriceMinor, 0);
  const beforeMinor = items.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  const savingMinor = beforeMinor - totalMinor;
  return { setId, strategy, anchorProductId, replacesAnchor: STRATEGY[strategy].beside === 'replaces', goal, heading, outcome, items, totalMinor, savingMinor, terms: whatIsLeft(terms, items, savingMinor), freeShipping: terms.kind === 'free_shipping' };
}

/** Where the floor took all of it, nothing is said; an amount is what it came to. */
function whatIsLeft(terms: OfferTerms, items: readonly OfferedItem[], savingMinor: number): OfferTerms {
  if (terms.kind === 'none' || terms.kind === 'early_access' || terms.kind === 'free_shipping') return terms;
  if (savingMinor === 0) return NO_TERMS;
  if (terms.kind === 'amount') return { kind: 'amount', minor: savingMinor };
  return terms.kind === 'percent' ? { kind: 'percent', bp: Math.max(...items.map(({ discountBp }) => discountBp)) } : terms;
}

function itemOf(set: SetFacts, { slot, product, terms, variants, insteadOf }: Chosen, facts: DecisionFacts): OfferedItem {
  const first = variants[0]!;
  const { unit, asked, limitedBy, rails } = terms;
  const { cost, isDisregarded } = costOf(product, first.variantId, terms);
  const candidate = slot.candidates.find(({ productId }) => productId === product.productId);
  return {
    slotNo: slot.slotNo,
    slotName: slot.name,
    words: slot.words,
    productId: product.productId,
    ...first,
    unit,
    discountBp: shareOf(unit, first.priceMinor),
    setDiscountBp: shareOf(asked, first.priceMinor),
    limitedBy,
    marginBp: cost && marginBp(first.offerPriceMinor, cost.costMinor, rails),
    costAssumed: cost?.assumed ?? false,
    costDisregarded: isDisregarded,
    floorBp: rails.floorBp,
    floorMinor: rails.floorMinor,
    // A candidate's own count is of what starts the set: beside anything else it says nothing.
    support: facts.support.get(set.anchorProductId)?.get(product.productId) ?? (set.startedBy.has(set.anchorProductId) ? candidate?.support : undefined) ?? 0,
    insteadOf,
    variants,
  };
}

const shareOf = (unit: OfferedItem['unit'], priceMinor: number): number => (unit ? shareOffBp(unit, priceMinor) : 0);

function costOf({ variants }: ProductFacts, variantId: bigint, { rails }: ItemTerms): { cost: ReturnType<typeof unitCost>; isDisregarded: boolean } {
  const variant = variants.find((one) => one.variantId === variantId);
  return { cost: variant ? unitCost(variant, rails) : null, isDisregarded: variant !== undefined && isAbsurdCost(variant) };
}

/** Where no cost is known the margin is taken to be the floor: the least that the merchant accepts. */
function prospectOf({ slot, product, terms, variants }: Chosen, facts: DecisionFacts, insteadOfMinor: number): Prospect {
  const { priceMinor, offerPriceMinor, variantId } = variants[0]!;
  const { cost } = costOf(product, variantId, terms);
  const { rails, unit, isGift } = terms;
  const marginAt = (price: number) => marginFor(price, cost, rails) - insteadOfMinor;
  return {
    chance: chanceOf(product.productId, slot, facts),
    ratio: shrunkRatio(facts.uplift),
    discountBp: shareOf(unit, priceMinor),
    isGift,
    marginMinor: marginAt(offerPriceMinor),
    fullMarginMinor: marginAt(priceMinor),
    returnRate: product.stats.returnRate ?? 0,
  };
}

const marginFor = (price: number, cost: ReturnType<typeof unitCost>, rails: Rails): number =>
  cost ? marginMinor(price, cost.costMinor, rails) : Math.max(rails.floorMinor, (netMinor(price, rails) * rails.floorBp) / 10_000);

/** What is given back where something is bought instead of it; of its cheapest variant. */
function marginOfAnchor({ anchorProductId }: SetFacts, { products }: DecisionFacts, policy: Policy): number {
  const anchor = products.get(anchorProductId);
  const [cheapest] = [...(anchor?.variants ?? [])].sort((one, other) => one.priceMinor - other.priceMinor);
  if (!anchor || !cheapest) return 0;
  const { rails } = fullPrice(anchor, policy);
  return marginFor(cheapest.priceMinor, unitCost(cheapest, rails), rails);
}

/** The model's chance; where it has none, its score for this cart, or the one from when the set was suggested. */
function chanceOf(productId: bigint, { candidates }: SlotFacts, { chances, companions }: DecisionFacts): number {
  const chance =
    chances.get(productId) ??
    companions.find((companion) => companion.productId === productId)?.score ??
    candidates.find((candidate) => candidate.productId === productId)?.score ?? 0;
  return Math.min(1, Math.max(0, chance));
}
