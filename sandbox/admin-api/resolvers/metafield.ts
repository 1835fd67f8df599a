// Metafields, for every owner that has them, and what they refer to.
import { gid, parseGid } from '../../store/gid.ts';
import { digestOf, metafieldId, referencesOf, resolveNamespace } from '../../store/metafield-values.ts';
import type { MetafieldDefinitionRecord } from '../../store/app-types.ts';
import { connect, type ListOf, type Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { dateTime } from '../values.ts';
import { findNode } from './node.ts';
import { type DefinitionSource, definitionSource, type MetafieldSource, metafieldSource, type OwnerFields } from './sources.ts';
import { type Resolver, type TypeTable, typeTable } from './table.ts';

const idOf = ({ owner, field }: MetafieldSource): number => metafieldId(owner.ownerId, field.namespace, field.key);

const metafieldList = (items: readonly MetafieldSource[]): ListOf<MetafieldSource> => ({ items, idOf, toSource: (source) => source });

/** The two fields that HasMetafields demands. */
export function metafieldFields<S>(ownerOf: (source: S, context: AdminContext) => OwnerFields): TypeTable<S> {
  const metafield: Resolver<S> = (source, args, context) => {
    const owner = ownerOf(source, context);
    const namespace = resolveNamespace((args.namespace as string | undefined) ?? '$app');
    const field = owner.fields.find((one) => one.namespace === namespace && one.key === args.key);
    return field ? metafieldSource(owner, field) : null;
  };
  const metafields: Resolver<S> = (source, args, context, path) => {
    const owner = ownerOf(source, context);
    const namespace = args.namespace ? resolveNamespace(args.namespace as string) : null;
    const keys = args.keys as string[] | undefined;
    const wanted = owner.fields.filter((one) =>
      (namespace === null || one.namespace === namespace) &&
      (!keys || keys.some((key) => key === one.key || resolveNamespace(key) === `${one.namespace}.${one.key}`)));
    return connect(metafieldList(wanted.map((field) => metafieldSource(owner, field))), args, context, path);
  };
  return { metafield, metafields };
}

const OWNER_TYPE: Record<string, string> = { Product: 'PRODUCT', Shop: 'SHOP', AppInstallation: 'API_PERMISSION', DiscountAutomaticNode: 'DISCOUNT' };

const referenceList = (items: readonly Source[]): ListOf<Source> => ({ items, idOf: (item) => items.indexOf(item), toSource: (source) => source });

export const metafieldTable = typeTable<MetafieldSource>({
  id: (source) => gid('Metafield', idOf(source)),
  legacyResourceId: (source) => String(idOf(source)),
  namespace: ({ field }) => field.namespace,
  key: ({ field }) => field.key,
  type: ({ field }) => field.type,
  value: ({ field }) => field.value,
  jsonValue: ({ field }) => (/^(json|boolean|number_integer|list\.)/.test(field.type) ? (JSON.parse(field.value) as unknown) : field.value),
  compareDigest: ({ field }) => digestOf(field.value),
  sizeInBytes: ({ field }) => Buffer.byteLength(field.value),
  createdAt: ({ owner }) => dateTime(owner.updatedAt),
  updatedAt: ({ owner }) => dateTime(owner.updatedAt),
  ownerType: ({ owner }) => OWNER_TYPE[parseGid(owner.ownerId)?.type ?? ''],
  owner: ({ owner }, _args, context) => findNode(owner.ownerId, context),
  definition: ({ owner, field }, _args, { store }) => {
    const found = store.definitionOf(OWNER_TYPE[parseGid(owner.ownerId)?.type ?? ''] ?? '', field.namespace, field.key);
    return found ? definitionSource(found) : null;
  },
  reference: ({ field }, _args, context) => (field.type.startsWith('list.') ? null : (referencesOf(field.type, field.value).map((id) => findNode(id, context))[0] ?? null)),
  references: ({ field }, args, context) =>
    field.type.startsWith('list.')
      ? connect(referenceList(referencesOf(field.type, field.value).map((id) => findNode(id, context)).filter((node) => node !== null)), args, context)
      : null,
});

export const definitionTable = typeTable<DefinitionSource>({
  id: ({ definition }) => gid('MetafieldDefinition', definition.id),
  name: ({ definition }) => definition.name,
  namespace: ({ definition }) => definition.namespace,
  key: ({ definition }) => definition.key,
  description: ({ definition }) => definition.description,
  ownerType: ({ definition }) => definition.ownerType,
  type: ({ definition }) => ({ name: definition.type, category: definition.type }),
  access: ({ definition }) => ({ admin: definition.access.admin, storefront: definition.access.storefront, customerAccount: 'NONE' }),
});

export const definitionList = (items: readonly MetafieldDefinitionRecord[]): ListOf<MetafieldDefinitionRecord> => ({
  items, idOf: (definition) => definition.id, toSource: definitionSource,
});
