// Liquid's global objects for one request.
import type { Store } from '../store/store.ts';
import type { ProductRecord } from '../store/types.ts';
import type { Catalogue } from './catalogue.ts';
import { appObject, cartObject, ProductDrop } from './liquid-objects.ts';
import type { PricedCart } from './pricing.ts';
import type { Page } from './theme.ts';
import type { Visit } from './visits.ts';

/** Links in the header: as many as fit. */
const KINDS_SHOWN = 6;

export interface PageWish {
  template: string | null;
  title: string;
  /** "product", "cart", "index": Liquid's request.page_type. */
  pageType: string;
  path: string;
  product?: ProductRecord;
  variantId?: number | null;
  extra?: Record<string, unknown>;
}

export function pageOf(store: Store, catalogue: Catalogue, visit: Visit, priced: PricedCart, wish: PageWish): Page {
  const locale = visit.locale ?? store.shop.locale;
  return {
    template: wish.template,
    title: wish.title,
    mode: visit.mode,
    locale,
    globals: {
      shop: { name: store.shop.name, permanent_domain: store.shop.domain, currency: store.shop.currency, email: store.shop.email },
      cart: cartObject(store, visit.cart, priced),
      app: appObject(store, priced.presentment),
      customer: visit.customerId === null ? null : { id: visit.customerId },
      product: wish.product ? new ProductDrop(store, wish.product, priced.presentment, wish.variantId ?? null) : null,
      template: { name: wish.template },
      request: { page_type: wish.pageType, path: wish.path, host: store.shop.domain, design_mode: false, locale: { iso_code: locale, primary: locale === store.shop.locale }, query: wish.extra?.query ?? '' },
      localization: { language: { iso_code: locale }, country: { iso_code: priced.presentment.country, currency: { iso_code: priced.presentment.currency } } },
      routes: { root_url: '/', cart_url: '/cart', cart_add_url: '/cart/add', cart_change_url: '/cart/change', cart_update_url: '/cart/update', all_products_collection_url: '/collections/all', search_url: '/search' },
      settings: {},
      kinds: catalogue.kinds().slice(0, KINDS_SHOWN),
      ...wish.extra,
    },
  };
}
