// What the host answers through the global `shopify`, from the order on the page. Names are Shopify's.
import type { HostContext } from '../context.ts';
import type { Refuse } from './refuse.ts';

const API_VERSION = '2026-07';

/** A value that does not change while the page stands. */
const still = <T>(value: T) => ({ value, current: value, subscribe: () => () => {}, destroy: async () => {} });

export function apiValues(context: HostContext, refuse: Refuse): Record<string, unknown> {
  const { target, locale, currency, country, timezone, shop, order, lines } = context;
  const money = (minor: number) => ({ amount: minor / 100, currencyCode: currency });
  const shared = {
    extension: { apiVersion: API_VERSION, target, version: 'sandbox', scriptUrl: context.urls.bundle, capabilities: still(['api_access', 'network_access']), rendered: still(true), editor: undefined },
    extensionPoint: target,
    version: API_VERSION,
    shop,
    i18n: i18n(context, refuse),
    localization: { language: still({ isoCode: locale }), extensionLanguage: still({ isoCode: locale }), currency: still({ isoCode: currency }), timezone: still(timezone), country: still({ isoCode: country }), market: still(undefined) },
    settings: still(context.settings),
    sessionToken: { get: async () => (await (await fetch(context.urls.token)).json() as { token: string }).token },
    cost: { totalAmount: still(money(lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0))) },
    lines: still(
      lines.map(({ id, quantity, totalMinor, variantId, productId, title }) => ({
        id, quantity, attributes: [], discountAllocations: [], lineComponents: [], cost: { totalAmount: money(totalMinor) },
        merchandise: { type: 'variant', id: variantId, title, selectedOptions: [], requiresShipping: true, product: { id: productId } },
      })),
    ),
  };
  if (target === 'purchase.thank-you.block.render') return { ...shared, orderConfirmation: still({ order: { id: order.id }, number: order.name, isFirstOrder: order.isFirst }) };
  return { ...shared, order: still({ id: order.id, name: order.name, processedAt: order.processedAt, ...(order.cancelledAt ? { cancelledAt: order.cancelledAt } : {}) }) };
}

function i18n({ wording, locale, currency }: HostContext, refuse: Refuse) {
  return {
    translate(key: string, values: Record<string, unknown> = {}): string {
      const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], wording);
      if (typeof found !== 'string') return refuse(`There is no translation "${key}" in the extension's locales.`);
      return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => (name in values ? String(values[name]) : refuse(`The translation "${key}" wants a value for "${name}".`)));
    },
    formatNumber: (value: number | bigint, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options).format(value),
    formatCurrency: (value: number | bigint, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, { style: 'currency', currency, ...options }).format(value),
    formatDate: (date: Date, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).format(date),
  };
}
