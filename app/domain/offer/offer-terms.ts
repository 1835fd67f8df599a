// What a set gives whoever takes it: one kind of terms a set, as the merchant wrote them. What is left of them after the
// floor and the largest discount is decided per item: see item-terms.ts.

export type OfferTerms =
  | { kind: 'none' }
  | { kind: 'percent'; bp: number }
  /** Off one of every slot together; split over the slots to the cent. */
  | { kind: 'amount'; minor: number }
  /** For one of every slot together; only where every slot is filled. */
  | { kind: 'set_price'; minor: number }
  /** The item of that slot costs nothing when the anchor is bought. */
  | { kind: 'gift'; slotNo: number }
  | { kind: 'free_shipping' }
  /** Candidates that are not listed yet, for customers with that tag or in that segment. */
  | { kind: 'early_access'; tag: string };

export type OfferKind = OfferTerms['kind'];

export const OFFER_KINDS = ['none', 'percent', 'amount', 'set_price', 'gift', 'free_shipping', 'early_access'] as const satisfies readonly OfferKind[];

export const NO_TERMS: OfferTerms = { kind: 'none' };

/** Least and most of each number, both allowed; a tag has at least a character and at most Shopify's own bound. */
export const OFFER_BOUNDS = { bp: [0, 9_000], minor: [1, 100_000_000], slotNo: [1, 20], tagLength: [1, 255] } as const;

/** Terms as columns and forms have them: what a kind does not use is null or left as it was. */
export interface WrittenTerms {
  kind: string;
  discountBp: number;
  minor: number | null;
  slotNo: number | null;
  tag: string | null;
}

/** @returns null for what is no offer: an unknown kind, or a number that is missing or out of bounds */
export function readTerms({ kind, discountBp, minor, slotNo, tag }: WrittenTerms): OfferTerms | null {
  switch (kind) {
    case 'none':
    case 'free_shipping':
      return { kind };
    case 'percent':
      return isWithin(discountBp, OFFER_BOUNDS.bp) ? { kind, bp: discountBp } : null;
    case 'amount':
    case 'set_price':
      return isWithin(minor, OFFER_BOUNDS.minor) ? { kind, minor } : null;
    case 'gift':
      return isWithin(slotNo, OFFER_BOUNDS.slotNo) ? { kind, slotNo } : null;
    case 'early_access': {
      const named = tag?.trim().toLowerCase() ?? '';
      return isWithin(named.length, OFFER_BOUNDS.tagLength) ? { kind, tag: named } : null;
    }
    default:
      return null;
  }
}

export function writtenTerms(terms: OfferTerms): WrittenTerms {
  return {
    kind: terms.kind,
    discountBp: terms.kind === 'percent' ? terms.bp : 0,
    minor: terms.kind === 'amount' || terms.kind === 'set_price' ? terms.minor : null,
    slotNo: terms.kind === 'gift' ? terms.slotNo : null,
    tag: terms.kind === 'early_access' ? terms.tag : null,
  };
}

function isWithin(value: number | null, [least, most]: readonly [number, number]): value is number {
  return value !== null && Number.isSafeInteger(value) && value >= least && value <= most;
}

/** Where no price can be promised, what is not a price stays. */
export const withoutPrice = (terms: OfferTerms): OfferTerms => (terms.kind === 'early_access' ? terms : NO_TERMS);
