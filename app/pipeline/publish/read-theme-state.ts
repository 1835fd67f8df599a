// Where our blocks stand in the live theme, and the links that open the theme editor at the right spot.
import { log } from '#app/adapters/log.ts';
import { adminClient } from '#app/adapters/shopify/admin-client.ts';
import { THEME_FILES } from '#app/adapters/shopify/operations/theme-files.ts';
import { config } from '#app/config/config.ts';
import { PLACEMENTS, type Placement } from '#app/contract/offers.ts';
import { savePlacesInTheme } from '#app/db/placements.ts';
import type { Queryable } from '#app/db/pool.ts';
import { type ShopRow, shopByDomain } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { type BlockState, THEME_FILE, themeState } from './theme-state.ts';

export type ThemeState = Record<Placement, { state: BlockState; editorUrl: string }>;

/** Never fails for what Shopify says: a theme that can't be read is unknown. @throws AppError not_found */
export async function readThemeState(shopDomain: string): Promise<ThemeState> {
  const shop = await shopByDomain(shopDomain);
  if (!shop) throw new AppError('not_found', says(({ shopify }) => shopify.notConnected(shopDomain)));
  const states = await lookAtTheme(shop);
  const { sandboxUrl, shopify } = config();
  const base = `${sandboxUrl ? shop.storefrontUrl : `https://${shopDomain}`}/admin/themes/current/editor`;
  return Object.fromEntries(PLACEMENTS.map((placement) => [placement, { state: states[placement], editorUrl: `${base}?${spot(placement, shopify.apiKey)}` }])) as ThemeState;
}

/** Asks the live theme, and keeps what it says of the places that are on or were. */
export async function lookAtTheme({ shopId, domain }: Pick<ShopRow, 'shopId' | 'domain'>, on?: Queryable): Promise<Record<Placement, BlockState>> {
  const states = await statesOf(domain);
  await savePlacesInTheme(shopId, PLACEMENTS.map((placement) => ({ placement, inTheme: states[placement] === 'unknown' ? null : states[placement] === 'on' })), on);
  return states;
}

async function statesOf(shopDomain: string): Promise<Record<Placement, BlockState>> {
  try {
    const { themes } = await adminClient(shopDomain).run(THEME_FILES, { filenames: Object.values(THEME_FILE) });
    const files = themes?.nodes[0]?.files?.nodes ?? [];
    return themeState(new Map(files.flatMap(({ filename, body }) => (body.content === undefined ? [] : [[filename, body.content] as const]))));
  } catch (error) {
    log().warn({ shop: shopDomain, error: (error as Error).message }, 'the theme could not be read');
    return themeState(new Map());
  }
}

/** https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#deep-linking */
function spot(placement: Placement, apiKey: string): string {
  switch (placement) {
    case 'product_page':
      return `template=product&addAppBlockId=${apiKey}/complete-the-set&target=mainSection`;
    case 'cart_page':
      return `template=cart&addAppBlockId=${apiKey}/complete-the-set&target=mainSection`;
    case 'cart_drawer':
      return `context=apps&activateAppId=${apiKey}/cart-drawer`;
  }
}
