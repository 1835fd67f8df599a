// The shop itself, the app's installation in it, and its one theme.
import { createHash } from 'node:crypto';
import { gid } from '../../store/gid.ts';
import { APP_NUMBER } from '../../store/metafield-values.ts';
import { homeCountry, shipsTo } from '../../store/shop.ts';
import { connect, type ListOf, type Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { CLIENT_ID } from '../../credentials.ts';
import { planOf } from '../plan.ts';
import { dateTime } from '../values.ts';
import { metafieldFields } from './metafield.ts';
import { appSource, installationSource, type ThemeSource, themeSource } from './sources.ts';
import { typeTable } from './table.ts';

const THEME_ID = 7_700_001;
const INSTALLATION_ID = 8_800_001;
const INSTALLATION_GID = gid('AppInstallation', INSTALLATION_ID);

interface FileSource extends Source { filename: string; content: string }

export const themeList: ListOf<ThemeSource> = { items: [themeSource], idOf: () => THEME_ID, toSource: (theme) => theme };

export const shopTable = typeTable<Source>({
  id: (_source, _args, { store }) => gid('Shop', store.shop.id),
  name: (_source, _args, { store }) => store.shop.name,
  email: (_source, _args, { store }) => store.shop.email,
  contactEmail: (_source, _args, { store }) => store.shop.email,
  myshopifyDomain: (_source, _args, { store }) => store.shop.domain,
  currencyCode: (_source, _args, { store }) => store.shop.currency,
  enabledPresentmentCurrencies: (_source, _args, { store }) => [store.shop.currency],
  shipsToCountries: (_source, _args, { store }) => shipsTo(store),
  ianaTimezone: (_source, _args, { store }) => store.shop.timezone,
  taxesIncluded: () => true,
  url: (_source, _args, { urls }) => urls.storefront,
  primaryDomain: (_source, _args, { store, urls }) => ({ id: gid('Domain', store.shop.id), url: urls.storefront, host: new URL(urls.storefront).host, sslEnabled: false, localization: { defaultLocale: store.shop.locale, alternateLocales: [], country: null } }),
  plan: (_source, _args, { store }) => {
    const { name } = planOf(store);
    return { displayName: name, publicDisplayName: name, partnerDevelopment: false, shopifyPlus: name === 'Shopify Plus' };
  },
  currencyFormats: (_source, _args, { store }) => ({ moneyFormat: `{{amount}} ${store.shop.currency}`, moneyWithCurrencyFormat: `{{amount}} ${store.shop.currency}` }),
  billingAddress: (_source, _args, { store }) => ({ countryCodeV2: homeCountry(store.shop), country: homeCountry(store.shop) }),
  shopAddress: (_source, _args, { store }) => ({ countryCodeV2: homeCountry(store.shop), country: homeCountry(store.shop) }),
  ...metafieldFields<Source>((_source, { store }) => ({ ownerId: gid('Shop', store.shop.id), fields: store.shopMetafields, updatedAt: store.clock.lastStamp })),
});

export const installationTable = typeTable<Source>({
  id: () => INSTALLATION_GID,
  app: () => appSource,
  accessScopes: (_source, _args, { store }) => store.installation.scopes.map((handle) => ({ handle, description: handle })),
  launchUrl: (_source, _args, { urls }) => urls.app,
  activeSubscriptions: () => [],
  ...metafieldFields<Source>((_source, { store }) => ({ ownerId: INSTALLATION_GID, fields: store.installation.metafields, updatedAt: store.clock.lastStamp })),
});

export const appTable = typeTable<Source>({
  id: () => gid('App', APP_NUMBER),
  handle: () => 'setwise',
  title: () => 'Setwise',
  apiKey: () => CLIENT_ID,
  embedded: () => true,
  installation: () => installationSource,
});

export const themeTable = typeTable<ThemeSource>({
  id: () => gid('OnlineStoreTheme', THEME_ID),
  name: (_source, _args, { store }) => `${store.shop.name} theme`,
  role: ({ role }) => role,
  prefix: () => '',
  processing: () => false,
  processingFailed: () => false,
  themeStoreId: () => null,
  createdAt: (_source, _args, { store }) => dateTime(store.clock.lastStamp),
  updatedAt: (_source, _args, { store }) => dateTime(store.clock.lastStamp),
  files: (_source, args, context) => connect(fileList(context, args.filenames as string[] | undefined), { first: 50, ...args }, context),
});

/** `filenames` may hold wildcards: "templates/*.json". */
function fileList({ store }: AdminContext, filenames: readonly string[] | undefined): ListOf<FileSource> {
  const patterns = filenames?.map((name) => new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`));
  const items = [...store.themeFiles]
    .filter(([filename]) => !patterns || patterns.some((pattern) => pattern.test(filename)))
    .map(([filename, content]): FileSource => ({ __typename: 'OnlineStoreThemeFile', filename, content }));
  return { items, idOf: (file) => file.filename, toSource: (file) => file };
}

export const themeFileTable = typeTable<FileSource>({
  filename: ({ filename }) => filename,
  contentType: ({ filename }) => (filename.endsWith('.json') ? 'application/json' : 'application/x-liquid'),
  size: ({ content }) => String(Buffer.byteLength(content)),
  checksumMd5: ({ content }) => createHash('md5').update(content).digest('hex'),
  createdAt: (_source, _args, { store }) => dateTime(store.clock.lastStamp),
  updatedAt: (_source, _args, { store }) => dateTime(store.clock.lastStamp),
  body: ({ content }) => ({ __typename: 'OnlineStoreThemeFileBodyText', content }),
});

export const themeFileTextTable = typeTable<{ __typename: string; content: string }>({ content: ({ content }) => content });
