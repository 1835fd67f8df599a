// What an endpoint is: one row of the account's table. Limits, scopes, page sizes and filters are the published document's;
// test/contract/klaviyo-document.test.ts holds every row against it.
import type { Answer, Ask } from '../../http/server.ts';
import type { KlaviyoAccount } from '../account.ts';
import { type Filterable, matcher, parseFilter } from '../filter.ts';
import type { Limit } from '../rate-limits.ts';
import { invalid, MEDIA_TYPE } from '../refusal.ts';

export interface Call {
  account: KlaviyoAccount;
  params: Record<string, string>;
  query: URLSearchParams;
  /** The address of this API, without a slash at the end. */
  base: string;
  body: unknown;
}

export interface Endpoint {
  /** Its name in the published document. */
  operation: string;
  method: Ask['method'];
  path: string;
  scopes: readonly string[];
  limit: Limit;
  /** Query parameters that it takes. */
  query: readonly string[];
  handle(call: Call): Answer;
}

export interface Resource {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  relationships?: Record<string, unknown>;
  links: { self: string };
}

export const BURST = {
  s: { burst: 1, steady: 15 },
  sDaily: { burst: 1, steady: 15, daily: 100 },
  m: { burst: 3, steady: 60 },
  l: { burst: 10, steady: 150 },
  xl: { burst: 75, steady: 750 },
  xxl: { burst: 350, steady: 3_500 },
} as const satisfies Record<string, Limit>;

export const answer = (document: unknown, status = 200): Answer => ({ status, headers: { 'content-type': MEDIA_TYPE }, body: JSON.stringify(document) });

export const one = ({ query }: Call, resource: Resource, status = 200): Answer => answer({ data: withFields(resource, query) }, status);

/** Keeps only what `fields[type]` names, as JSON:API says. */
export function withFields(resource: Resource, query: URLSearchParams): Resource {
  const wanted = query.get(`fields[${resource.type}]`)?.split(',');
  if (!wanted) return resource;
  return { ...resource, attributes: Object.fromEntries(Object.entries(resource.attributes).filter(([name]) => wanted.some((one) => one === name || one.startsWith(`${name}.`)))) };
}

export interface ListRules<T> {
  filters: Readonly<Record<string, Filterable<T>>>;
  /** By what it may be sorted; the first is the order without `sort`. */
  sorts: Readonly<Record<string, (record: T) => string | number>>;
  defaultSort: string;
  /** Without it the endpoint takes no page[size]. */
  pageSize?: { otherwise: number; most: number };
}

const SIZE_WITHOUT_CHOICE = 200;

/** @returns the page's records, and the links of the document */
export function listPage<T extends { id: string }>({ query, base }: Call, path: string, records: readonly T[], rules: ListRules<T>): { records: T[]; links: Record<string, string | null> } {
  const kept = records.filter(matcher(parseFilter(query.get('filter') ?? ''), rules.filters));
  const sort = query.get('sort') ?? rules.defaultSort;
  const read = rules.sorts[sort.replace(/^-/, '')];
  if (!read) throw invalid(`Invalid sort field '${sort}'.`, { parameter: 'sort' });
  const sign = sort.startsWith('-') ? -1 : 1;
  kept.sort((a, b) => sign * compare(read(a), read(b)));
  const size = sizeOf(query, rules.pageSize);
  const from = offsetOf(query.get('page[cursor]'));
  const link = (offset: number): string => {
    const next = new URLSearchParams(query);
    if (offset > 0) next.set('page[cursor]', Buffer.from(`o${offset}`).toString('base64url'));
    else next.delete('page[cursor]');
    return `${base}${path}${next.size > 0 ? `?${next}` : ''}`;
  };
  return {
    records: kept.slice(from, from + size),
    links: { self: link(from), prev: from > 0 ? link(Math.max(0, from - size)) : null, next: from + size < kept.length ? link(from + size) : null },
  };
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function sizeOf(query: URLSearchParams, limits: ListRules<never>['pageSize']): number {
  if (!limits) return SIZE_WITHOUT_CHOICE;
  const asked = query.get('page[size]');
  if (asked === null) return limits.otherwise;
  const size = Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > limits.most) throw invalid(`Page size must be between 1 and ${limits.most}.`, { parameter: 'page[size]' });
  return size;
}

function offsetOf(cursor: string | null): number {
  if (!cursor) return 0;
  const offset = Number(Buffer.from(cursor, 'base64url').toString('utf8').replace(/^o/, ''));
  if (!Number.isInteger(offset)) throw invalid('Invalid cursor provided.', { parameter: 'page[cursor]' });
  return offset;
}
