// What a line asks for by its attribute, and its product's metafield allows in that set, in the currency of the cart. Never a
// guess: what does not parse in every part claims nothing.
import { ARM_MARK } from '../../../app/domain/portable/names.ts';

/** Minor units of `currency`: the cart's, where what is given in it was published; else the shop's. */
export type Given =
  | { kind: 'percent'; bp: number }
  | { kind: 'amount'; minor: number; currency: string }
  /** One of every slot together; slots are counted from 1. */
  | { kind: 'price'; minor: number; currency: string; slot: number; slots: number }
  | { kind: 'gift' }
  | { kind: 'shipping' };

export interface Claim {
  /** Whichever of its prices the line came at. */
  setId: string;
  productId: string;
  /** null: whatever says of itself that it starts the set. */
  anchorProductId: string | null;
  given: Given;
}

/** A line as both of the Function's queries ask for it. */
export interface ClaimingLine {
  id: string;
  quantity: number;
  set: { value?: string | null } | null;
  cost: { amountPerQuantity: { currencyCode: string } };
  merchandise: {
    __typename: string;
    product?: { id: string; allowed: { jsonValue: unknown } | null; starts: { jsonValue: unknown } | null };
  };
}

/** @returns null: it asks for nothing, or for what is not allowed */
function claimOf({ set, cost, merchandise: { product } }: ClaimingLine): Claim | null {
  const value = set?.value;
  const published = product?.allowed?.jsonValue;
  if (!value || !product || !isRecord(published) || !Object.hasOwn(published, value)) return null;
  const entry = published[value];
  const [setId = value] = value.split(ARM_MARK);
  if (!isRecord(entry) || !(entry.anchor === undefined || typeof entry.anchor === 'string')) return null;
  const given = givenOf(givenIn(entry, cost.amountPerQuantity.currencyCode));
  return given && { setId, productId: idOf(product.id), anchorProductId: entry.anchor === undefined ? null : idOf(entry.anchor), given };
}

/** What is said of the currency itself goes before what is said of all. */
function givenIn(entry: Record<string, unknown>, currency: string): Record<string, unknown> {
  if (!isRecord(entry.in) || !Object.hasOwn(entry.in, currency)) return entry;
  const own = entry.in[currency];
  return isRecord(own) ? own : {};
}

function givenOf({ bp, off, price, cur, slot, of, gift, ship }: Record<string, unknown>): Given | null {
  if (isCount(bp) && bp <= 10_000) return { kind: 'percent', bp };
  if (gift === true) return { kind: 'gift' };
  if (ship === true) return { kind: 'shipping' };
  if (typeof cur !== 'string') return null;
  if (isCount(off)) return { kind: 'amount', minor: off, currency: cur };
  return (isCount(price) || price === 0) && isCount(slot) && isCount(of) && slot <= of ? { kind: 'price', minor: price, currency: cur, slot, slots: of } : null;
}

export interface Claims<Line> {
  claiming: { line: Line; claim: Claim }[];
  /** Of lines that claim nothing: two products cannot lower each other, whatever the order. */
  anchors: readonly Anchor[];
}

interface Anchor {
  productId: string;
  units: number;
  /** Sets that it starts as others do. */
  starts: readonly unknown[];
}

export function claimsOf<Line extends ClaimingLine>(lines: readonly Line[]): Claims<Line> {
  const claiming: { line: Line; claim: Claim }[] = [];
  const anchors: Anchor[] = [];
  for (const line of lines) {
    const claim = claimOf(line);
    const { product } = line.merchandise;
    if (claim) claiming.push({ line, claim });
    else if (product) anchors.push({ productId: idOf(product.id), units: line.quantity, starts: Array.isArray(product.starts?.jsonValue) ? product.starts.jsonValue : [] });
  }
  return { claiming, anchors };
}

/** Of several that start the claim's set, not the product itself that claims. */
const starts = ({ setId, productId, anchorProductId }: Claim, anchor: Anchor): boolean =>
  anchorProductId === null ? anchor.starts.includes(setId) && anchor.productId !== productId : anchor.productId === anchorProductId;

/** How often what starts the claim's set is in the cart. */
export function anchorUnits(claim: Claim, anchors: readonly Anchor[]): number {
  return anchors.reduce((units, anchor) => units + (starts(claim, anchor) ? anchor.units : 0), 0);
}

/** Of what an anchor bears only once, for all the sets that it starts together. @returns takes for a claim, and says how many of the wanted there were */
export function oncePerAnchor(anchors: readonly Anchor[]): (claim: Claim, wanted: number) => number {
  const left = anchors.map(({ units }) => units);
  return (claim, wanted) => {
    let taken = 0;
    for (const [at, anchor] of anchors.entries()) {
      if (!starts(claim, anchor)) continue;
      const more = Math.min(wanted - taken, left[at] ?? 0);
      left[at] = (left[at] ?? 0) - more;
      taken += more;
    }
    return taken;
  };
}

/** "gid://shopify/Product/7" and "7" name the same product. */
const idOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
