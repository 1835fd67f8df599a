// The compact form in which a decision is kept: short keys, reason numbers, ids as decimal text. What a row says is
// enough to explain it years later, with the floor and the discount as they were at that moment.
import type { DiscountLimit } from '../margin/allowed-discount.ts';
import type { ArmName } from '../experiment-test/test.ts';
import type { Decision, OfferedItem, Refusal } from './facts.ts';
import { type ReasonCode, type RefusalCode, reasonNumber, reasonOfNumber } from './reason-codes.ts';

/** Keys: s slot, n slot name, p product, v variant, m price, o offer price, d discount bp, w the set's discount bp,
 *  g margin bp, f floor bp, fm floor minor, q support, a cost assumed, k other than a percentage, r reasons; x product it
 *  stands in for, y why, t the arm of a test that it was shown under. */
export interface EncodedItem {
  s: number;
  n: string;
  p: string;
  v: string;
  m: number;
  o: number;
  d: number;
  w: number;
  /** Absent: no cost was known. */
  g?: number;
  f: number;
  fm: number;
  q: number;
  a?: 1;
  k?: 'amount' | 'price';
  r: { c: number }[];
  x?: string;
  y?: EncodedRefusal;
  t?: ShownUnder;
}

/** A test and the arm of it. */
export interface ShownUnder {
  testId: string;
  arm: ArmName;
}

/** Keys: c reason, p product, e set, s slot, n numbers. */
export interface EncodedRefusal {
  c: number;
  p: string;
  e: string;
  s: number;
  n?: readonly number[];
}

const LIMIT_REASONS: Record<DiscountLimit, ReasonCode> = { set: 'discount_full', max_discount: 'discount_at_max', margin_floor: 'discount_at_floor', no_cost: 'discount_no_cost', would_not_pay: 'discount_would_not_pay' };
const LIMITS = new Map(Object.entries(LIMIT_REASONS).map(([limit, code]) => [code, limit as DiscountLimit]));

export function encodeDecision(decision: Decision, tested: ShownUnder | null = null): { offered: EncodedItem[]; refused: EncodedRefusal[] } {
  const { offer } = decision;
  return {
    offered: (offer?.items ?? []).map((item) => ({
      s: item.slotNo,
      n: item.slotName,
      p: String(item.productId),
      v: String(item.variantId),
      m: item.priceMinor,
      o: item.offerPriceMinor,
      d: item.discountBp,
      w: item.setDiscountBp,
      ...(item.marginBp === null ? {} : { g: item.marginBp }),
      f: item.floorBp,
      fm: item.floorMinor,
      q: item.support,
      ...(item.costAssumed ? { a: 1 as const } : {}),
      ...(item.unit && item.unit.kind !== 'percent' ? { k: item.unit.kind } : {}),
      r: reasonsOf(item, offer?.freeShipping ?? false).map((code) => ({ c: reasonNumber(code) })),
      ...(item.insteadOf ? { x: String(item.insteadOf.productId), y: encodeRefusal({ ...item.insteadOf, setId: offer?.setId ?? '', slotNo: item.slotNo }) } : {}),
      ...(tested ? { t: { testId: tested.testId, arm: tested.arm } } : {}),
    })),
    refused: decision.refused.map(encodeRefusal),
  };
}

/** One item as it was kept; without the other variants, which are not. */
export interface KeptItem extends Omit<OfferedItem, 'variants' | 'insteadOf' | 'unit' | 'words'> {
  /** What came off was a percentage, an amount, or the difference to a price of its own. */
  givenAs: 'percent' | 'amount' | 'price';
  freeShipping: boolean;
  insteadOf: Refusal | null;
  tested: ShownUnder | null;
}

/** @returns what was kept; reasons that this version does not know are left out */
export function decodeDecision(kept: { offered: readonly EncodedItem[]; refused: readonly EncodedRefusal[] }): { items: KeptItem[]; refused: Refusal[] } {
  return {
    items: kept.offered.map((item) => ({
      slotNo: item.s,
      slotName: item.n,
      productId: BigInt(item.p),
      variantId: BigInt(item.v),
      priceMinor: item.m,
      offerPriceMinor: item.o,
      discountBp: item.d,
      setDiscountBp: item.w,
      marginBp: item.g ?? null,
      floorBp: item.f,
      floorMinor: item.fm,
      support: item.q,
      costAssumed: item.a === 1,
      costDisregarded: hasReason(item, 'cost_disregarded'),
      givenAs: item.k ?? 'percent',
      freeShipping: hasReason(item, 'free_shipping'),
      limitedBy: limitOf(item),
      insteadOf: item.y ? (decodeRefusal(item.y)[0] ?? null) : null,
      tested: item.t ?? null,
    })),
    refused: kept.refused.flatMap(decodeRefusal),
  };
}

function reasonsOf(item: OfferedItem, freeShipping: boolean): ReasonCode[] {
  return [
    item.insteadOf ? 'substitute' : 'first_choice',
    LIMIT_REASONS[item.limitedBy],
    ...(item.costDisregarded ? (['cost_disregarded'] as const) : []),
    ...(freeShipping ? (['free_shipping'] as const) : []),
  ];
}

const hasReason = (item: EncodedItem, code: ReasonCode): boolean => item.r.some(({ c }) => c === reasonNumber(code));

function limitOf(item: EncodedItem): DiscountLimit {
  for (const { c } of item.r) {
    const code = reasonOfNumber(c);
    const limit = code && LIMITS.get(code);
    if (limit) return limit;
  }
  return 'set';
}

function encodeRefusal({ code, productId, setId, slotNo, numbers }: Refusal): EncodedRefusal {
  return { c: reasonNumber(code), p: String(productId), e: setId, s: slotNo, ...(numbers.length > 0 ? { n: numbers } : {}) };
}

function decodeRefusal({ c, p, e, s, n }: EncodedRefusal): Refusal[] {
  const code = reasonOfNumber(c);
  return code ? [{ code: code as RefusalCode, productId: BigInt(p), setId: e, slotNo: s, numbers: n ?? [] }] : [];
}
