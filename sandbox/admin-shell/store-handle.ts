// The shop's name in the admin's addresses: admin.shopify.com/store/<handle>.
import type { Store } from '../store/store.ts';

export const storeHandle = (store: Store): string => store.shop.domain.replace(/\.myshopify\.com$/, '');
