// From the session's state to what is drawn: rows in order of their slots, the whole with its sums, the lines of text.
import { formatMoney, minorFromLiquid } from './money.ts';
import { hasAll, type Item, setOf, startsSets, withVariant } from './offer.ts';
import type { Mark, Note, State } from './session.ts';
import { fill } from './strings.ts';

export interface RowView {
  item: Item;
  /** It comes instead of something. */
  swaps: boolean;
  phase: 'open' | Mark['phase'];
  note: Note | null;
  /** What one pays now when it is added, and what is struck beside it. */
  price: string;
  struck: string | null;
  /** "40.41 € in the set": while the anchor is not in the cart, the set's price is a promise, not the price. */
  inSet: string | null;
}

export interface WholeView {
  items: Item[];
  productVariantId: string | null;
  label: string;
  total: string;
  struck: string | null;
  includes: string | null;
}

export interface View {
  heading: string;
  /** What the set lacks, else what it improves. */
  missing: string | null;
  /** What is given beside the rows' prices. */
  terms: string | null;
  rows: RowView[];
  whole: WholeView | null;
  note: Note | null;
  complete: boolean;
}

/** @returns null when there is nothing to show: then it takes no space */
export function viewOf(state: State): View | null {
  const { page, offer, marks } = state;
  const done = [...marks.values()];
  // What was just added keeps its place; the next set waits until the last one has been seen to be complete.
  const waits = done.some((mark) => mark.setId !== offer?.setId);
  const items = (waits ? [] : (offer?.items ?? []))
    .filter((item) => marks.has(item.productId) || !done.some((mark) => mark.item.slotNo === item.slotNo))
    .map((item) => marks.get(item.productId)?.item ?? withVariant(item, state.chosen.get(item.slotNo) ?? item.variantId));
  const marked = done.filter((mark) => !items.some((item) => item.productId === mark.item.productId)).map((mark) => mark.item);
  const note = state.notes.get(0) ?? null;
  if (items.length + marked.length === 0 && !note) return null;

  const money = (minor: number) => formatMoney(minor, page.currency, page.locale);
  const anchored = isAnchored(state);
  const rows = [...items, ...marked]
    .sort((one, other) => one.slotNo - other.slotNo)
    .map((item): RowView => {
      const phase = marks.get(item.productId)?.phase ?? 'open';
      const cheaper = item.offerPriceMinor < item.priceMinor && !(offer?.wholeOnly && phase === 'open');
      return {
        item,
        swaps: Boolean(offer?.replaces),
        phase,
        note: state.notes.get(item.slotNo) ?? null,
        price: money(cheaper && anchored ? item.offerPriceMinor : item.priceMinor),
        struck: cheaper && anchored ? money(item.priceMinor) : null,
        inSet: cheaper && !anchored ? fill(page.strings.inSet, { price: money(item.offerPriceMinor) }) : null,
      };
    });
  const open = items.filter((item) => !marks.has(item.productId));
  return {
    heading: page.heading || done[0]?.goal || offer?.goal || '',
    missing: missingLine(state, open, money) ?? offer?.outcome ?? null,
    terms: termsLine(state, open, money),
    rows,
    whole: wholeOf(state, open, anchored, money),
    note,
    complete: open.length === 0 && rows.length > 0 && rows.every((row) => row.phase === 'added' || row.phase === 'kept'),
  };
}

/** Whether the set's prices hold now: on a product page only once its product is in the cart. */
const isAnchored = ({ page, cart }: State): boolean =>
  page.placement !== 'product_page' || startsSets(cart, page.product?.id);

/** "One more completes the set": when a part of it is in the cart already. */
function missingLine(state: State, open: readonly Item[], money: (minor: number) => string): string | null {
  const { page, cart, offer } = state;
  const set = setOf(page, offer);
  const started = set ? set.slots.some((slot) => slot.all.some((id) => cart.some((line) => line.productId === id))) : cart.some((line) => line.setId === offer?.setId);
  if (!offer || !started || open.length === 0 || !isAnchored(state)) return null;
  const saving = open.reduce((sum, item) => sum + item.priceMinor - item.offerPriceMinor, 0);
  const line = (saving > 0 ? page.strings.missingSave : page.strings.missing)[open.length - 1];
  return line ? fill(line, { amount: money(saving) }) : null;
}

/** The set's price only while it can be had: what the cart has of the set, and what is open, are one of every slot. */
function termsLine({ page, cart, offer }: State, open: readonly Item[], money: (minor: number) => string): string | null {
  if (offer?.freeShipping) return page.strings.freeShipping;
  const set = setOf(page, offer);
  return set && set.price !== null && hasAll(set.slots, set.id, open, cart) ? fill(page.strings.setPrice, { price: money(minorFromLiquid(set.price, page.currency)) }) : null;
}

function wholeOf(state: State, open: readonly Item[], anchored: boolean, money: (minor: number) => string): WholeView | null {
  const { page, productVariantId, offer } = state;
  const own = anchored ? undefined : page.product?.variants.find((variant) => variant.id === productVariantId && variant.available);
  const count = open.length + (own ? 1 : 0);
  if (offer?.replaces || open.length === 0 || count < 2 || (!anchored && !own)) return null;
  const ownMinor = own ? minorFromLiquid(own.price, page.currency) : 0;
  const isWhole = !offer?.wholeOnly || open.length === offer.items.length;
  const total = open.reduce((sum, item) => sum + (isWhole ? item.offerPriceMinor : item.priceMinor), ownMinor);
  const full = open.reduce((sum, item) => sum + item.priceMinor, ownMinor);
  const label = (full > total ? page.strings.addAllSave : page.strings.addAll)[count - 2];
  if (!label) return null;
  return {
    items: [...open],
    productVariantId: own?.id ?? null,
    label: fill(label, { amount: money(full - total) }),
    total: money(total),
    struck: full > total ? money(full) : null,
    includes: own && page.product ? fill(page.strings.includes, { title: page.product.title }) : null,
  };
}
