// What the storefront remembers of a visitor, behind one cookie: the cart, who is logged in, how the theme is to behave.
// Kept in the store's own file, so that a cart is still there after a restart.
import { randomBytes } from 'node:crypto';
import type { Ask } from '../http/server.ts';
import { marketAt } from '../store/presentment.ts';
import type { Store } from '../store/store.ts';
import { type Cart, dropWhatIsGone, emptyCart } from './cart.ts';

/** How the theme writes and hears its cart: the three kinds that the widget must get along with. */
const THEME_MODES = ['standard', 'dawn', 'plain'] as const;
export type ThemeMode = (typeof THEME_MODES)[number];
const LOCALES = ['en', 'de'] as const;

export interface Visit {
  token: string;
  cart: Cart;
  /** What a buy-now button took to the checkout, past the cart; null: the cart is what is bought. */
  direct: Cart | null;
  customerId: number | null;
  mode: ThemeMode;
  locale: string | null;
  /** ISO 3166, as chosen by `?country=`; null: the shop's own. */
  country: string | null;
  /** The checkout that was begun for whoever is buying, until an order completes it. */
  checkoutToken: string | null;
}

const COOKIE = 'cart';
/** Written by the theme's script: the visitor said whether they may be counted. */
const CONSENT_COOKIE = '_tracking_consent';

export class Visits {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The visitor's own, or a new one; `?theme=`, `?locale=` and `?country=` are remembered. */
  of(ask: Ask): Visit {
    const token = cookie(ask.header('cookie'), COOKIE);
    const kept = token && /^[a-f0-9]{32}$/.test(token) ? this.#kept(token) : undefined;
    const visit = kept ?? { token: randomBytes(16).toString('hex'), cart: emptyCart(), direct: null, customerId: null, mode: 'standard' as const, locale: null, country: null, checkoutToken: null };
    const mode = THEME_MODES.find((each) => each === ask.url.searchParams.get('theme'));
    const locale = LOCALES.find((each) => each === ask.url.searchParams.get('locale'));
    dropWhatIsGone(this.#store, visit.cart);
    if (visit.direct) dropWhatIsGone(this.#store, visit.direct);
    if (mode) visit.mode = mode;
    const country = this.#served(ask.url.searchParams.get('country'));
    if (locale) visit.locale = locale;
    if (country) visit.country = country;
    if (mode || locale || country) this.keep(visit);
    return visit;
  }

  /** What no market serves cannot be chosen. */
  #served(country: string | null): string | undefined {
    return country !== null && /^[A-Z]{2}$/.test(country) && marketAt(this.#store, country) ? country : undefined;
  }

  /** One that was kept before there were codes, checkouts and buy-now buttons has none. */
  #kept(token: string): Visit | undefined {
    const visit = this.#store.database.setting<Visit>(`visit:${token}`);
    return visit && { ...visit, direct: visit.direct ?? null, country: visit.country ?? null, checkoutToken: visit.checkoutToken ?? null, cart: { ...emptyCart(), ...visit.cart } };
  }

  keep(visit: Visit): void {
    this.#store.database.saveSetting(`visit:${visit.token}`, visit);
  }
}

export const cookieFor = (visit: Visit): string => `${COOKIE}=${visit.token}; Path=/; Max-Age=1209600; SameSite=Lax`;

export const hasAnsweredConsent = (ask: Ask): boolean => cookie(ask.header('cookie'), CONSENT_COOKIE) !== undefined;

function cookie(header: string | undefined, name: string): string | undefined {
  return header?.split(';').map((part) => part.trim().split('=')).find(([key]) => key === name)?.[1];
}
