// What Liquid hands the widget (snippets/setwise-data.liquid), and how it is read off a root element.
import type { Placement } from '../../../app/contract/offers.ts';

export interface CartLine {
  variantId: string;
  productId: string;
  quantity: number;
  /** The set that added it, of its `_setwise` attribute. */
  setId: string | null;
}

/** A published set as far as it can be bought now: snippets/setwise-published.liquid. Prices are Liquid's hundredths. */
export interface PublishedOnPage {
  id: string;
  /** null: something is compared here, and the server alone says what is offered. */
  anchor: string | null;
  goal: string;
  /** null: nothing is said. */
  outcome: string | null;
  weight: number;
  /** With any of it the order is sent for nothing. */
  freeShipping: boolean;
  /** Of one of every slot together; null: it has none, or in another currency. */
  price: number | null;
  slots: {
    name: string;
    /** Product ids of all candidates, also those that are sold out: one of them in the cart fills the slot. */
    all: string[];
    candidates: {
      id: string;
      title: string;
      reason: string;
      url: string;
      image: string;
      bp: number;
      /** An amount off the price. */
      off: number;
      /** Its share of the set's price; null: it has none. */
      share: number | null;
      variants: { id: string; title: string; price: number }[];
    }[];
  }[];
}

export interface PageProduct {
  id: string;
  title: string;
  variants: { id: string; price: number; available: boolean }[];
  selected: string;
}

export interface Strings {
  add: string;
  addLabel: string;
  swap: string;
  swapLabel: string;
  adding: string;
  added: string;
  undo: string;
  undoLabel: string;
  /** For two, three and four things. */
  addAll: string[];
  addAllSave: string[];
  /** For one, two and three that are missing. */
  missing: string[];
  missingSave: string[];
  /** For one and two further rows in the drawer. */
  more: string[];
  total: string;
  includes: string;
  inSet: string;
  /** What is given beside prices: free shipping, and a price for the whole. */
  freeShipping: string;
  setPrice: string;
  insteadOf: string;
  variantLabel: string;
  swapped: string;
  soldOut: string;
  failed: string;
  saidAdded: string;
  saidRemoved: string;
  complete: string;
  answers: {
    /** The button that opens them. */
    options: string;
    haveIt: string;
    notForMe: string;
    none: string;
    cancel: string;
    notedHaveIt: string;
    notedNotForMe: string;
    notedNone: string;
  };
}

export interface PageData {
  placement: Placement;
  heading: string | null;
  /** The most rows at once. */
  most: number;
  mount: string | null;
  /** "/" or "/de/": where the shop's routes begin. */
  root: string;
  locale: string;
  currency: string;
  /** Of the market that the shopper is in. */
  country: string | null;
  product: PageProduct | null;
  cart: CartLine[];
  /** The cart's attribute: whose cart it is, as far as an earlier page wrote it. */
  visitor: string | null;
  /** Whether somebody is logged in. */
  customer: boolean;
  sets: PublishedOnPage[];
  strings: Strings;
}

/** @param path as it is in the shop's default language: "/cart/add" */
export const storeUrl = (page: PageData, path: string): string => page.root.replace(/\/$/, '') + path;

export function readPageData(root: Element): PageData | null {
  const text = root.querySelector('[data-setwise-data]')?.textContent;
  if (!text) return null;
  try {
    return JSON.parse(text) as PageData;
  } catch {
    return null;
  }
}
