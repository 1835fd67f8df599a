// Pages of a list, with cursors that stay good when the list changes: a cursor says value and id of where it stood.
// In a bulk operation a connection is simply all of its items.
import { GraphQLError } from 'graphql';
import type { AdminContext } from './context.ts';
import { parseSearch, type SearchKeys } from './search.ts';

const PAGE_LIMIT = 250;

/** A value behind a GraphQL field; `__typename` says which object type it is. */
export interface Source {
  __typename: string;
}

export interface ConnectionArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
  query?: string | null;
  sortKey?: string | null;
}

export interface ListOf<T> {
  items: readonly T[];
  idOf(item: T): number | string;
  /** The type of what `toSource` makes is what the connection's nodes are. */
  toSource(item: T): Source;
  /** By sort key; an absent one sorts by id. */
  sortValues?: Record<string, (item: T) => string | number>;
  searchKeys?: SearchKeys<T>;
}

export class Connection<T = unknown> {
  readonly list: ListOf<T>;
  readonly items: readonly T[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  readonly #sortValueOf: (item: T) => string | number;

  constructor(list: ListOf<T>, items: readonly T[], sortValueOf: (item: T) => string | number, more: { next: boolean; previous: boolean }) {
    this.list = list;
    this.items = items;
    this.#sortValueOf = sortValueOf;
    const [first, last] = [items[0], items.at(-1)];
    this.pageInfo = {
      hasNextPage: more.next, hasPreviousPage: more.previous,
      startCursor: first === undefined ? null : this.cursorOf(first), endCursor: last === undefined ? null : this.cursorOf(last),
    };
  }

  get nodes(): Source[] {
    return this.items.map((item) => this.list.toSource(item));
  }

  get edges(): { cursor: string; node: Source }[] {
    return this.items.map((item) => ({ cursor: this.cursorOf(item), node: this.list.toSource(item) }));
  }

  cursorOf(item: T): string {
    return Buffer.from(JSON.stringify({ last_id: this.list.idOf(item), last_value: this.#sortValueOf(item) })).toString('base64');
  }
}

export function connect<T>(list: ListOf<T>, args: ConnectionArgs, context: AdminContext, path: readonly (string | number)[] = []): Connection<T> {
  const sortValueOf = (args.sortKey && list.sortValues?.[args.sortKey]) || list.idOf;
  const found = sorted(filtered(list, args, context, path), list, sortValueOf, args.reverse === true);
  if (context.bulk) return new Connection(list, found, sortValueOf, { next: false, previous: false });
  const size = sizeOf(args);
  const compare = comparison(list, sortValueOf, args.reverse === true);
  let from = 0;
  let to = found.length;
  if (args.after) from = firstAfter(found, decodeCursor(args.after), compare);
  if (args.before) to = firstNotBefore(found, decodeCursor(args.before), compare);
  const [start, end] = args.last ? [Math.max(from, to - size), to] : [from, Math.min(to, from + size)];
  return new Connection(list, found.slice(start, Math.max(start, end)), sortValueOf, { next: end < found.length, previous: start > 0 });
}

function filtered<T>(list: ListOf<T>, args: ConnectionArgs, context: AdminContext, path: readonly (string | number)[]): readonly T[] {
  if (!args.query) return list.items;
  const { matches, unknown } = parseSearch(args.query, list.searchKeys ?? {});
  if (unknown.length > 0) {
    context.searchWarnings.push({
      path, query: args.query, parsed: { match_all: true },
      warnings: unknown.map((field) => ({ field, message: 'Invalid search field for this query.', code: 'invalid_field' })),
    });
  }
  return list.items.filter(matches);
}

type Position = { id: number | string; value: string | number };
type Compare<T> = (item: T, position: Position) => number;

function sorted<T>(items: readonly T[], list: ListOf<T>, sortValueOf: (item: T) => string | number, reverse: boolean): readonly T[] {
  const compare = comparison(list, sortValueOf, reverse);
  return [...items].sort((a, b) => compare(a, { id: list.idOf(b), value: sortValueOf(b) }));
}

function comparison<T>(list: ListOf<T>, sortValueOf: (item: T) => string | number, reverse: boolean): Compare<T> {
  const sign = reverse ? -1 : 1;
  return (item, position) => sign * (order(sortValueOf(item), position.value) || order(list.idOf(item), position.id));
}

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

function firstAfter<T>(items: readonly T[], position: Position, compare: Compare<T>): number {
  const index = items.findIndex((item) => compare(item, position) > 0);
  return index < 0 ? items.length : index;
}

function firstNotBefore<T>(items: readonly T[], position: Position, compare: Compare<T>): number {
  const index = items.findIndex((item) => compare(item, position) >= 0);
  return index < 0 ? items.length : index;
}

function decodeCursor(cursor: string): Position {
  try {
    const { last_id: id, last_value: value } = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as Record<string, string | number>;
    if (id === undefined || value === undefined) throw new Error('incomplete');
    return { id, value };
  } catch {
    throw new GraphQLError('Invalid cursor for current pagination sort.', { extensions: { code: 'INVALID_CURSOR' } });
  }
}

function sizeOf(args: ConnectionArgs): number {
  const size = args.first ?? args.last;
  if (size === undefined || size === null)
    throw new GraphQLError('you must provide one of first or last', { extensions: { code: 'BAD_REQUEST' } });
  if (args.first && args.last) throw new GraphQLError('providing both first and last is not supported', { extensions: { code: 'BAD_REQUEST' } });
  if (size < 1 || size > PAGE_LIMIT)
    throw new GraphQLError(`The requested page size must be between 1 and ${PAGE_LIMIT}.`, { extensions: { code: 'BAD_REQUEST' } });
  return size;
}
