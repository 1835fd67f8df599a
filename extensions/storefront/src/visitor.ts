// The visitor's id: made only where analytics is consented to, kept in this browser, and put on the cart once, so that the
// order says it. Taken back with the consent. It counts from the page after the one that made it: nothing that was painted
// may vanish, so a page that began outside the experiments stays outside.
import type { ExposureTold } from '../../../app/contract/offers.ts';
import { ARMS_KEY, VISITOR_ATTRIBUTE } from '../../../app/domain/portable/names.ts';
import { type CartLine, type PageData, storeUrl } from './page-data.ts';

interface StorePrivacy {
  customerPrivacy?: { analyticsProcessingAllowed(): boolean };
  loadFeatures?(features: { name: string; version: string }[], done: () => void): void;
}

/** A question does not wait longer for the store to say whether consent still stands. */
const PATIENCE_MS = 500;

const began = stored();
let id = began;
let asking: { page: PageData; cart: readonly CartLine[] } | undefined;
/** What we wrote into the cart; Liquid says what was there before. */
let written: string | null = null;

const known = privacy().then(settle);
document.addEventListener('visitorConsentCollected', settle);

/** @returns the id for questions of this page; nothing without consent, or when the page began without one */
export async function visitorOf(page: PageData, cart: readonly CartLine[]): Promise<string | undefined> {
  asking = { page, cart };
  if (!began || !armOf(page)) {
    void known.then(writeToCart);
    return undefined;
  }
  const settled = await Promise.race([known, new Promise<void>((late) => setTimeout(late, PATIENCE_MS))]);
  void writeToCart();
  return settled && id === began ? began : undefined;
}

/** As the inline script of snippets/setwise-arm.liquid found it before anything was painted. */
const armOf = (page: PageData): string | null => document.documentElement.getAttribute(armAttribute(page.placement));

/** Where the server knows another arm than was painted, by another device or from before: it holds from now on, and the next page paints it. */
export function keepArm(page: PageData, { experimentId, arm }: ExposureTold): void {
  if (arm === armOf(page)) return;
  document.documentElement.setAttribute(armAttribute(page.placement), arm);
  try {
    localStorage.setItem(ARMS_KEY, (localStorage.getItem(ARMS_KEY) ?? '') + experimentId + arm);
  } catch {
    // A browser that keeps nothing: the hash paints.
  }
}

const armAttribute = (placement: string): string => `data-setwise-${placement}`;

function store(): StorePrivacy {
  return (window as { Shopify?: StorePrivacy }).Shopify ?? {};
}

/** The store's script about consent comes only when it is called. */
function privacy(): Promise<void> {
  return new Promise((done) => {
    const shopify = store();
    if (shopify.customerPrivacy || !shopify.loadFeatures) done();
    else shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () => done());
  });
}

/** @returns whether consent stands */
function settle(): boolean | undefined {
  const allowed = store().customerPrivacy?.analyticsProcessingAllowed();
  try {
    if (allowed) {
      id ??= crypto.randomUUID();
      localStorage.setItem(VISITOR_ATTRIBUTE, id);
    } else {
      localStorage.removeItem(VISITOR_ATTRIBUTE);
      localStorage.removeItem(ARMS_KEY);
      id = null;
      for (const placement of ['product_page', 'cart_page', 'cart_drawer']) document.documentElement.removeAttribute(armAttribute(placement));
    }
  } catch {
    // A browser that keeps nothing: then there is no id either.
    id = null;
  }
  void writeToCart();
  return allowed;
}

async function writeToCart(): Promise<void> {
  const whose = id ?? '';
  if (!asking?.cart.length || (written ?? asking.page.visitor ?? '') === whose) return;
  written = whose;
  await fetch(storeUrl(asking.page, '/cart/update.js'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ attributes: { [VISITOR_ATTRIBUTE]: whose } }),
    keepalive: true,
  }).catch(() => {
    written = null;
  });
}

function stored(): string | null {
  try {
    return localStorage.getItem(VISITOR_ATTRIBUTE);
  } catch {
    return null;
  }
}
