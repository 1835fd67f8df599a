// What the storefront's pages and its cart API share: the store, the theme, the visits, prices.
import { forPeople } from '../store/money.ts';
import { type Presentment, presentmentIn } from '../store/presentment.ts';
import type { Store } from '../store/store.ts';
import { AppExtension } from './app-extension.ts';
import type { Cart } from './cart.ts';
import { Catalogue } from './catalogue.ts';
import { DiscountFunction } from './discount-function.ts';
import { ProductDrop } from './liquid-objects.ts';
import { pageOf } from './page-context.ts';
import { type PricedCart, priceCart } from './pricing.ts';
import { installTheme } from './theme-files.ts';
import { type Page, Theme } from './theme.ts';
import { type Visit, Visits } from './visits.ts';
import { isOnSale } from './catalogue.ts';

const PER_PAGE = 24;
const FEATURED = 10;

export class Storefront {
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly visits: Visits;
  readonly theme: Theme;
  readonly extension: AppExtension;
  readonly #discount: DiscountFunction;

  private constructor(store: Store, extension: AppExtension, discount: DiscountFunction) {
    this.store = store;
    this.extension = extension;
    this.#discount = discount;
    this.catalogue = new Catalogue(store);
    this.visits = new Visits(store);
    this.theme = new Theme(store, extension, moneyIn(store));
  }

  static async open(store: Store): Promise<Storefront> {
    const [extension, discount] = await Promise.all([AppExtension.load(moneyIn(store)), DiscountFunction.load()]);
    installTheme(store);
    return new Storefront(store, extension, discount);
  }

  price(cart: Cart, { country }: Pick<Visit, 'country'>): Promise<PricedCart> {
    return priceCart(this.store, cart, this.#discount, presentmentIn(this.store, country));
  }

  /** The page at an address, with what Liquid needs to draw it or a section of it. An address without a page is not found. */
  pageAt(address: string, visit: Visit, priced: PricedCart): Page {
    const url = new URL(address, 'http://storefront');
    const path = url.pathname;
    const { presentment } = priced;
    const make = (wish: Omit<Parameters<typeof pageOf>[4], 'path'>) => pageOf(this.store, this.catalogue, visit, priced, { ...wish, path });
    const [, first = '', second = ''] = path.split('/');
    if (path === '/') return make({ template: 'index', title: 'Home', pageType: 'index', extra: { featured: this.catalogue.featured(FEATURED).map((product) => new ProductDrop(this.store, product, presentment)) } });
    if (path === '/cart') return make({ template: 'cart', title: 'Your cart', pageType: 'cart' });
    if (first === 'search') return make({ ...this.#collection(url, '', presentment), pageType: 'search' });
    if (first === 'collections' && second) return make({ ...this.#collection(url, second, presentment), pageType: 'collection' });
    const product = first === 'products' ? this.store.productByHandle(decodeURIComponent(second)) : undefined;
    if (product && isOnSale(this.store, product))
      return make({ template: 'product', title: product.title, pageType: 'product', product, variantId: Number(url.searchParams.get('variant')) || null });
    return make({ template: null, title: 'Not found', pageType: '404' });
  }

  #collection(url: URL, handle: string, presentment: Presentment): { template: string; title: string; extra: Record<string, unknown> } {
    const words = url.searchParams.get('q') ?? '';
    const type = handle === 'all' ? '' : handle;
    const kind = this.catalogue.kinds().find((each) => each.handle === type);
    const found = this.catalogue.search({ words, type });
    const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
    const page = Math.min(pages, Math.max(1, Number(url.searchParams.get('page')) || 1));
    const link = (to: number) => {
      const query = new URLSearchParams({ ...(words ? { q: words } : {}), page: String(to) });
      return to >= 1 && to <= pages ? `${url.pathname}?${query}` : null;
    };
    const title = words ? `“${words}”` : (kind?.title ?? 'Everything');
    const products = found.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((product) => new ProductDrop(this.store, product, presentment));
    return { template: 'collection', title, extra: { query: words, collection: { title, count: found.length, products, page, pages, previous: link(page - 1), next: link(page + 1) } } };
  }
}

const moneyIn = (store: Store) => (hundredths: number, locale: string, currency = store.shop.currency): string => forPeople((hundredths / 100).toFixed(2), currency, locale);
