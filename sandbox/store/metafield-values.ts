// Which metafield values the platform takes: namespaces, types, sizes; and how one is found in a list. Pure; shopify.dev "metafield limits", API 2026-04+.
import { createHash } from 'node:crypto';
import { parseGid } from './gid.ts';
import type { MetafieldRecord } from './types.ts';

/** The sandbox's number for the app; "$app:x" stands for "app--<number>--x" everywhere. */
export const APP_NUMBER = 4_200_001;

const KIB = 1024;
const JSON_LIMIT = 128 * KIB;
const TEXT_LIMIT = 64 * KIB;
const LIST_LIMIT = 128;

/** "$app:setwise" and its written-out form are the same namespace. */
export function resolveNamespace(namespace: string): string {
  if (namespace === '$app') return `app--${APP_NUMBER}`;
  return namespace.startsWith('$app:') ? `app--${APP_NUMBER}--${namespace.slice(5)}` : namespace;
}

/** @param namespace as the app writes it, or written out */
export function findMetafield(fields: readonly MetafieldRecord[], namespace: string, key: string): MetafieldRecord | undefined {
  const full = resolveNamespace(namespace);
  return fields.find((field) => field.namespace === full && field.key === key);
}

export const isForeignAppNamespace = (namespace: string): boolean =>
  namespace.startsWith('app--') && namespace !== `app--${APP_NUMBER}` && !namespace.startsWith(`app--${APP_NUMBER}--`);

/** What compareDigest holds: changes with the value. */
export const digestOf = (value: string): string => createHash('sha256').update(value).digest('hex');

/** A stable number for a metafield, so that its gid stays the same over restarts. */
export function metafieldId(ownerGid: string, namespace: string, key: string): number {
  return Number.parseInt(createHash('sha256').update(`${ownerGid}|${namespace}|${key}`).digest('hex').slice(0, 12), 16);
}

const CHECKS: Record<string, (value: string) => string | null> = {
  json: (value) => (isJson(value) ? null : 'is invalid JSON.'),
  boolean: (value) => (value === 'true' || value === 'false' ? null : 'must be true or false.'),
  number_integer: (value) => (/^-?\d{1,16}$/.test(value) ? null : 'must be an integer.'),
  number_decimal: (value) => (/^-?\d+(\.\d{1,9})?$/.test(value) ? null : 'must be a decimal.'),
  single_line_text_field: (value) => (/[\r\n]/.test(value) ? "can't contain line breaks." : null),
  multi_line_text_field: () => null,
  date_time: (value) => (Number.isNaN(Date.parse(value)) ? 'must be in “YYYY-MM-DDTHH:MM:SS” format.' : null),
  product_reference: (value) => (parseGid(value)?.type === 'Product' ? null : 'must be a valid product reference.'),
  variant_reference: (value) => (parseGid(value)?.type === 'ProductVariant' ? null : 'must be a valid product variant reference.'),
};

/** @returns what is wrong with the value, as the end of a sentence that begins with "Value", or null */
export function refusalOfValue(type: string, value: string): { code: string; message: string } | null {
  if (value === '') return { code: 'BLANK', message: "can't be blank." };
  const limit = type === 'json' ? JSON_LIMIT : TEXT_LIMIT;
  if (Buffer.byteLength(value) > limit) return { code: 'TOO_LONG', message: `is too long (maximum is ${limit / KIB} KB).` };
  const isList = type.startsWith('list.');
  const check = CHECKS[isList ? type.slice(5) : type];
  if (!check) return { code: 'INVALID_TYPE', message: `type '${type}' is not one the sandbox knows.` };
  const entries = isList ? listOf(value) : [value];
  if (entries === null) return { code: 'INVALID_VALUE', message: 'must be an array.' };
  if (entries.length > LIST_LIMIT) return { code: 'INVALID_VALUE', message: `can't contain more than ${LIST_LIMIT} items.` };
  for (const entry of entries) {
    const message = check(entry);
    if (message) return { code: 'INVALID_VALUE', message };
  }
  return null;
}

/** The gids a reference value names, none for other types. */
export function referencesOf(type: string, value: string): string[] {
  if (type.startsWith('list.') && type.endsWith('_reference')) return listOf(value) ?? [];
  return type.endsWith('_reference') ? [value] : [];
}

function listOf(value: string): string[] | null {
  if (!isJson(value)) return null;
  const parsed = JSON.parse(value) as unknown;
  return Array.isArray(parsed) ? parsed.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))) : null;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
