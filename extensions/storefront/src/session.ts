// What one placement shows and what was done in it. Lives as long as the page: themes throw our elements away whenever they
// draw a section anew, and the next element goes on from here.
import type { Ask } from './ask-server.ts';
import { readCart } from './cart/ajax.ts';
import type { NewLine } from './cart/cart-strategy.ts';
import { cartStrategy } from './cart/strategies.ts';
import { atFullPrice, inStoresWords, type Item, leftOut, type Offer, publishedOffer, stillOpen, withVariant } from './offer.ts';
import { type CartLine, type PageData, storeUrl } from './page-data.ts';
import { selectedVariant } from './page-product.ts';
import { fill } from './strings.ts';

/** How long an addition can be taken back on the spot. */
const UNDO_MS = 8_000;
const ASK_AGAIN_AFTER_MS = 250;

export type Note = 'swapped' | 'sold_out' | 'failed';

/** A row that is on its way into the cart, or in it because it was tapped here. */
export interface Mark {
  phase: 'adding' | 'added' | 'removing' | 'kept';
  item: Item;
  setId: string;
  goal: string;
}

export interface State {
  page: PageData;
  cart: readonly CartLine[];
  offer: Offer | null;
  /** By product id. */
  marks: ReadonlyMap<string, Mark>;
  /** By slot; slot 0 is the action for the whole. */
  notes: ReadonlyMap<number, Note>;
  /** By slot: the variant that was picked. */
  chosen: ReadonlyMap<number, string>;
  addingAll: boolean;
  /** Whether the rest of the drawer's rows was tapped open. */
  drawerOpen: boolean;
  /** On a product page: its variant that is chosen in the theme's form. */
  productVariantId: string | null;
  said: string;
}

export class Session {
  state: State;
  readonly #refused = new Set<string>();
  readonly #undoTimers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();
  readonly #ask: Ask;
  #answered: Offer | null;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(page: PageData, ask: Ask) {
    this.#ask = ask;
    const offer = publishedOffer(page, page.cart, this.#refused);
    this.#answered = offer;
    this.state = {
      page,
      cart: page.cart,
      offer,
      marks: new Map(),
      notes: new Map(),
      chosen: new Map(),
      addingAll: false,
      drawerOpen: false,
      productVariantId: selectedVariant(page.product),
      said: '',
    };
  }

  get addUrl(): string {
    return storeUrl(this.state.page, '/cart/add');
  }

  /** @returns a function that stops listening */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** New words of the page for the same placement: the theme drew it anew, in a cart that may have changed. */
  turnTo(page: PageData): void {
    // What the server said for this place comes before what the theme says again.
    page.heading = this.state.page.heading;
    this.#set({ page, cart: page.cart });
    this.#reopen();
  }

  choose(slotNo: number, variantId: string): void {
    this.#set({ chosen: new Map(this.state.chosen).set(slotNo, variantId) });
  }

  openDrawer(): void {
    this.#set({ drawerOpen: true });
  }

  productVariantChanged(): void {
    const productVariantId = selectedVariant(this.state.page.product);
    if (productVariantId === this.state.productVariantId) return;
    this.#set({ productVariantId });
    void this.ask();
  }

  /** Someone changed the cart: read it and ask again, once for a burst. */
  cartChanged(): void {
    clearTimeout(this.#askTimer);
    this.#askTimer = setTimeout(() => void this.readAndAsk(), ASK_AGAIN_AFTER_MS);
  }

  async readAndAsk(): Promise<void> {
    clearTimeout(this.#askTimer);
    const cart = await readCart(this.state.page);
    if (cart) {
      this.#set({ cart, marks: this.#stillInCart(cart) });
      this.#reopen();
    }
    await this.ask();
  }

  /** Asks the server; when it does not answer, what was published goes on. */
  async ask(): Promise<void> {
    const question = ++this.#asked;
    const { page, cart, productVariantId } = this.state;
    const answer = await this.#ask(page, cart, productVariantId);
    if (question !== this.#asked) return;
    this.#answered = answer.kind === 'offer' ? answer.offer && inStoresWords(answer.offer, page) : publishedOffer(page, cart, this.#refused);
    this.#reopen();
  }

  /**
   * What the shopper wants to see no more, or again, for as long as the page lives; with no product, all there is. What
   * stands in is shown at once, and the server asked.
   * @param first what the server has to have heard before
   */
  async leaveOut(productId: string, out: boolean, first?: Promise<unknown>): Promise<void> {
    this.#refused[out ? 'add' : 'delete'](leftOut(productId));
    this.#reopen();
    await first;
    await this.ask();
  }

  async add(item: Item): Promise<void> {
    const { offer } = this.state;
    if (!offer || this.state.marks.has(item.productId)) return;
    // Alone it has its own price, whatever all of it together costs.
    await this.#write([offer.wholeOnly ? atFullPrice(item) : item], [{ variantId: item.variantId, setId: offer.setId }], offer, item.slotNo);
  }

  /** Everything that is open, and on a product page the product itself when it is not in the cart yet. */
  async addAll(items: readonly Item[], productVariantId: string | null): Promise<void> {
    const { offer } = this.state;
    if (!offer || this.state.addingAll) return;
    this.#set({ addingAll: true });
    const lines: NewLine[] = items.map((item) => ({ variantId: item.variantId, setId: offer.setId }));
    await this.#write(items, productVariantId ? [{ variantId: productVariantId, setId: null }, ...lines] : lines, offer, 0);
    this.#set({ addingAll: false });
  }

  async undo(item: Item): Promise<void> {
    const mark = this.state.marks.get(item.productId);
    if (mark?.phase !== 'added') return;
    this.#forgetTimer(item.productId);
    this.#mark(item.productId, { ...mark, phase: 'removing' });
    const { page } = this.state;
    const outcome = await cartStrategy().remove([{ variantId: item.variantId, setId: mark.setId }], page);
    if (outcome.kind === 'failed') {
      this.#mark(item.productId, { ...mark, phase: 'kept' });
      this.#note(item.slotNo, 'failed');
      return;
    }
    await this.readAndAsk();
    this.#mark(item.productId, null);
    this.#set({ said: fill(page.strings.saidRemoved, { title: item.title }) });
  }

  async #write(items: readonly Item[], lines: readonly NewLine[], offer: Offer, noteSlot: number): Promise<void> {
    const { page } = this.state;
    const mark = (item: Item, phase: Mark['phase']) => this.#mark(item.productId, { phase, item, setId: offer.setId, goal: offer.goal });
    for (const item of items) mark(item, 'adding');
    this.#set({ notes: new Map() });
    const outcome = await cartStrategy().add(lines, page);
    if (outcome.kind === 'failed') {
      for (const item of items) this.#mark(item.productId, null);
      this.#note(noteSlot, 'failed');
      this.#set({ said: page.strings.failed });
      return;
    }
    const taken = items.filter((item) => !outcome.refused.includes(item.variantId));
    // A better version comes instead of what is in the cart, never beside it; what it was cannot be taken back on the spot.
    const given = taken[0] && this.state.cart.find((line) => line.productId === offer.replaces && !line.setId);
    if (given) await cartStrategy().remove([{ ...given, setId: null }], page);
    for (const item of taken) {
      mark(item, given ? 'kept' : 'added');
      this.#forgetTimer(item.productId);
      this.#undoTimers.set(item.productId, setTimeout(() => this.#settle(item.productId), UNDO_MS));
    }
    if (taken.length > 0) this.#set({ said: taken.map((item) => fill(page.strings.saidAdded, { title: item.title })).join(' ') });
    if (outcome.refused.length > 0) await this.#standIn(items.filter((item) => !taken.includes(item)), outcome.refused);
    else this.cartChanged();
  }

  /** The cart would not take these: ask again, and say what stands in their place. */
  async #standIn(gone: readonly Item[], variantIds: readonly string[]): Promise<void> {
    for (const variantId of variantIds) this.#refused.add(variantId);
    for (const item of gone) this.#mark(item.productId, null);
    await this.readAndAsk();
    const { page, offer } = this.state;
    for (const before of gone) {
      const now = offer?.items.find((item) => item.slotNo === before.slotNo);
      const note: Note = now && now.variantId !== before.variantId ? 'swapped' : 'sold_out';
      // With no row left in the slot, the line stands under the whole.
      this.#note(now ? before.slotNo : 0, note);
      this.#set({ said: note === 'swapped' ? page.strings.swapped : page.strings.soldOut });
    }
    if (gone.length === 0) this.#note(0, 'sold_out');
  }

  /** The time for Undo is over. On the cart page and in the drawer the row goes, the line can be seen there. */
  #settle(productId: string): void {
    this.#undoTimers.delete(productId);
    const mark = this.state.marks.get(productId);
    if (mark) this.#mark(productId, this.state.page.placement === 'product_page' ? { ...mark, phase: 'kept' } : null);
  }

  #forgetTimer(productId: string): void {
    clearTimeout(this.#undoTimers.get(productId));
    this.#undoTimers.delete(productId);
  }

  /** Marks of what was taken out of the cart by other means are dropped. */
  #stillInCart(cart: readonly CartLine[]): Map<string, Mark> {
    const inCart = new Set(cart.map((line) => line.productId));
    return new Map([...this.state.marks].filter(([productId, mark]) => mark.phase === 'adding' || mark.phase === 'removing' || inCart.has(productId)));
  }

  #reopen(): void {
    const { page, cart, chosen } = this.state;
    const offer = stillOpen(this.#answered, page, cart, this.#refused);
    this.#set({ offer: offer && { ...offer, items: offer.items.map((item) => withVariant(item, chosen.get(item.slotNo) ?? item.variantId)) } });
  }

  #mark(productId: string, mark: Mark | null): void {
    const marks = new Map(this.state.marks);
    if (mark) marks.set(productId, mark);
    else marks.delete(productId);
    this.#set({ marks });
  }

  #note(slotNo: number, note: Note): void {
    this.#set({ notes: new Map(this.state.notes).set(slotNo, note) });
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
