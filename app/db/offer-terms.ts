// A set's terms as columns of its row.
import { NO_TERMS, type OfferTerms, readTerms, writtenTerms } from '#app/domain/offer/offer-terms.ts';

/** Over `sets s`. */
export const TERMS_COLUMNS = 's.offer_kind, s.discount_bp, s.offer_minor, s.offer_slot_no, s.offer_tag';

export interface TermsColumns {
  offer_kind: string;
  discount_bp: number;
  offer_minor: bigint | number | null;
  offer_slot_no: number | null;
  offer_tag: string | null;
}

/** Also of a row made by json_build_object. What cannot be read offers nothing: never a guess while a shopper waits. */
export function termsFromRow(row: TermsColumns): OfferTerms {
  const minor = row.offer_minor === null ? null : Number(row.offer_minor);
  return readTerms({ kind: row.offer_kind, discountBp: row.discount_bp, minor, slotNo: row.offer_slot_no, tag: row.offer_tag }) ?? NO_TERMS;
}

/** In the order of TERMS_COLUMNS. */
export function termsValues(terms: OfferTerms): [kind: string, discountBp: number, minor: number | null, slotNo: number | null, tag: string | null] {
  const { kind, discountBp, minor, slotNo, tag } = writtenTerms(terms);
  return [kind, discountBp, minor, slotNo, tag];
}
