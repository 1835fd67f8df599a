// The list of everything the sandbox can answer: per object type its fields. What is in no table is refused by name.
import { GraphQLError } from 'graphql';
import type { ConnectionArgs, Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';

/** Arguments after graphql-js coerced them; resolvers narrow what they read. */
export type Args = ConnectionArgs & Record<string, unknown>;
export type Path = readonly (string | number)[];
export type Resolver<S = unknown> = (source: S, args: Args, context: AdminContext, path: Path) => unknown;
export type TypeTable<S = unknown> = Record<string, Resolver<S>>;

export const typeTable = <S extends Source>(fields: TypeTable<S>): TypeTable => fields as TypeTable;

/** A source whose fields are plain values: payloads, money, page infos. */
const isPlain = (source: unknown): source is Record<string, unknown> =>
  typeof source === 'object' && source !== null && !('__typename' in source);

export function resolveField(
  tables: ReadonlyMap<string, TypeTable>, typeName: string, fieldName: string,
  source: unknown, args: Args, context: AdminContext, path: Path,
): unknown {
  const resolver = tables.get(typeName)?.[fieldName];
  if (resolver) return resolver(source, args, context, path);
  if (isPlain(source) && fieldName in source) return source[fieldName];
  throw noResolver(typeName, fieldName);
}

export const hasResolver = (tables: ReadonlyMap<string, TypeTable>, typeName: string, fieldName: string): boolean =>
  tables.get(typeName)?.[fieldName] !== undefined;

export const noResolver = (typeName: string, fieldName: string): GraphQLError =>
  new GraphQLError(`The sandbox has no resolver for ${typeName}.${fieldName}`, { extensions: { code: 'SANDBOX_NOT_MODELLED' } });
