// Turns the catalogue into the store's products: ids from handles, variants from options, stock at two places.
import type { LocationRecord, ProductRecord, VariantRecord } from '#sandbox/store/types.ts';
import { hashText } from '../seeded-random.ts';
import { shopId } from '../shop-ids.ts';
import { CATALOGUE } from './catalogue/catalogue.ts';
import { CATEGORIES, handleOf, type Choice, type Item, type Stock } from './catalogue/item.ts';
import { complementaryProducts } from './complementary.ts';

export const LOCATIONS: LocationRecord[] = [
  { id: shopId('location', 1), name: 'Warehouse Hamburg' },
  { id: shopId('location', 2), name: 'Shop Berlin' },
];

const DAY_MS = 86_400_000;

/** @param until the day on which the store is seen; products are up to three years older */
export function catalogueProducts(until: Date): ProductRecord[] {
  return CATALOGUE.map((item) => productOf(item, until));
}

export const productIdOf = (handle: string): number => shopId('product', hashText(handle), 1);

function productOf(item: Item, until: Date): ProductRecord {
  const handle = handleOf(item.title);
  const age = item.status === 'DRAFT' ? 9 : 760 + (hashText(`age ${handle}`) % 340);
  const createdAt = new Date(until.getTime() - age * DAY_MS).toISOString();
  const updatedAt = new Date(until.getTime() - (1 + (hashText(`touched ${handle}`) % 40)) * DAY_MS).toISOString();
  const [categoryId, fullName] = CATEGORIES[item.category];
  const choices: (Choice | null)[] = item.options?.choices ?? [null];
  return {
    id: productIdOf(handle),
    title: item.title,
    handle,
    vendor: item.vendor,
    productType: item.productType,
    tags: [...item.tags].sort(),
    status: item.status ?? 'ACTIVE',
    category: { id: `gid://shopify/TaxonomyCategory/${categoryId}`, fullName },
    descriptionHtml: `<p>${escapeHtml(item.about)}</p><ul>${item.facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>`,
    pictureSvg: item.picture,
    publishedAt: item.status === 'DRAFT' ? null : createdAt,
    createdAt,
    updatedAt,
    variants: choices.map((choice, index) => variantOf(item, handle, choice, index, updatedAt)),
    metafields: complementaryProducts(handle, productIdOf),
  };
}

function variantOf(item: Item, handle: string, choice: Choice | null, index: number, updatedAt: string): VariantRecord {
  const key = choice ? `${handle}/${choice.value}` : handle;
  const priceMinor = item.priceMinor + (choice?.addMinor ?? 0);
  const compareAtMinor = item.compareAtMinor === undefined ? null : item.compareAtMinor + (choice?.addMinor ?? 0);
  const costMinor = item.margin === null ? null : Math.round(priceMinor * (1 - item.margin));
  return {
    id: shopId('variant', hashText(key), 1),
    title: choice?.value ?? 'Default Title',
    sku: skuOf(item, handle, index),
    position: index + 1,
    price: decimal(priceMinor),
    compareAtPrice: compareAtMinor === null ? null : decimal(compareAtMinor),
    selectedOptions: choice && item.options ? [{ name: item.options.name, value: choice.value }] : [{ name: 'Title', value: 'Default Title' }],
    inventoryPolicy: item.oversell ? 'CONTINUE' : 'DENY',
    inventoryItem: {
      id: shopId('inventoryItem', hashText(key), 1),
      tracked: !item.untracked,
      unitCost: costMinor === null ? null : decimal(costMinor),
      updatedAt,
    },
    levels: levelsOf(choice?.stock ?? item.stock ?? 'plenty', key, updatedAt),
    updatedAt,
  };
}

function levelsOf(stock: Stock, key: string, updatedAt: string): VariantRecord['levels'] {
  const [warehouse, shop] = {
    plenty: [24 + (hashText(`warehouse ${key}`) % 160), 3 + (hashText(`shop ${key}`) % 14)],
    low: [1 + (hashText(`warehouse ${key}`) % 2), 1],
    out: [0, 0],
  }[stock] as [number, number];
  return LOCATIONS.map(({ id }, index) => ({ locationId: id, available: index === 0 ? warehouse : shop, updatedAt }));
}

const skuOf = (item: Item, handle: string, index: number): string =>
  `${item.vendor.normalize('NFKD').replace(/[^A-Za-z]/g, '').slice(0, 3).toUpperCase()}-${(hashText(handle) % 100_000).toString().padStart(5, '0')}-${index + 1}`;

export const decimal = (minor: number): string => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
