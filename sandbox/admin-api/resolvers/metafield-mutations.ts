// metafieldsSet, metafieldsDelete, metafieldDefinitionCreate and -Delete: the store decides, this words its refusals.
import { GraphQLError } from 'graphql';
import { gid, parseGid } from '../../store/gid.ts';
import { type MetafieldName, metafieldsOf, type MetafieldWrite } from '../../store/metafields.ts';
import { findMetafield, resolveNamespace } from '../../store/metafield-values.ts';
import { StoreRefusal } from '../../store/refusal.ts';
import { accessDenied, holds } from '../access.ts';
import type { AdminContext } from '../context.ts';
import { definitionSource, metafieldSource } from './sources.ts';
import { typeTable } from './table.ts';

const CALL_LIMIT = 25;

/** What it takes to change an owner is what it takes to change its metafields; the app's own installation takes nothing. */
const WRITE_SCOPE: Record<string, string> = { Product: 'write_products', DiscountAutomaticNode: 'write_discounts', DiscountNode: 'write_discounts' };

export const metafieldMutations = typeTable({
  metafieldsSet: (_source, args, context) => {
    const writes = args.metafields as MetafieldWrite[];
    demandOwnerAccess('metafieldsSet', writes, context);
    if (writes.length > CALL_LIMIT)
      return { metafields: null, userErrors: [{ field: ['metafields'], message: `Exceeded the maximum metafields input limit of ${CALL_LIMIT}.`, code: 'LESS_THAN_OR_EQUAL_TO', elementIndex: null }] };
    try {
      const { store } = context;
      const records = store.setMetafields(writes.map((write) => ({ ...write, namespace: write.namespace ?? '$app' })));
      const metafields = records.map((record, index) => {
        const { ownerId } = writes[index] as MetafieldWrite;
        const fields = metafieldsOf(store, ownerId);
        return metafieldSource({ ownerId, fields, updatedAt: store.clock.lastStamp }, findMetafield(fields, record.namespace, record.key) ?? record);
      });
      return { metafields, userErrors: [] };
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      const field = ['metafields', String(error.index), error.message.startsWith('Owner') ? 'ownerId' : error.message.startsWith('Type') ? 'type' : 'value'];
      return { metafields: null, userErrors: [{ field, message: error.message, code: error.code, elementIndex: error.index }] };
    }
  },

  metafieldsDelete: (_source, args, context) => {
    const names = args.metafields as MetafieldName[];
    demandOwnerAccess('metafieldsDelete', names, context);
    if (names.length > NAMES_LIMIT)
      throw new GraphQLError(`The input array size of ${names.length} is greater than the maximum allowed of ${NAMES_LIMIT}.`, { extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } });
    try {
      const removed = context.store.deleteMetafields(names);
      return { deletedMetafields: names.map((name, index) => (removed[index] ? { ...name, namespace: resolveNamespace(name.namespace) } : null)), userErrors: [] };
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      return { deletedMetafields: null, userErrors: [{ field: ['metafields', String(error.index), 'ownerId'], message: error.message }] };
    }
  },

  metafieldDefinitionCreate: (_source, args, { store }) => {
    const input = args.definition as {
      ownerType: string; namespace?: string; key: string; name: string; description?: string; type: string;
      access?: { admin?: string; storefront?: string };
    };
    const namespace = resolveNamespace(input.namespace ?? '$app');
    if (store.definitionOf(input.ownerType, namespace, input.key)) {
      const message = `Key is in use for ${titleCase(input.ownerType)} metafields on the '${namespace}' namespace.`;
      return { createdDefinition: null, userErrors: [{ field: ['definition', 'key'], message, code: 'TAKEN' }] };
    }
    const definition = store.addDefinition({
      ownerType: input.ownerType, namespace, key: input.key, name: input.name, description: input.description ?? null, type: input.type,
      access: { admin: input.access?.admin ?? 'PUBLIC_READ_WRITE', storefront: input.access?.storefront ?? 'NONE' },
    });
    return { createdDefinition: definitionSource(definition), userErrors: [] };
  },

  metafieldDefinitionDelete: (_source, args, context) => {
    const { store } = context;
    const { ownerType, namespace = '$app', key } = (args.identifier ?? {}) as { ownerType?: string; namespace?: string; key?: string };
    const found = args.id ? store.definitions.get(parseGid(args.id as string)?.id ?? 0) : store.definitionOf(ownerType ?? '', resolveNamespace(namespace), key ?? '');
    if (!found) return { deletedDefinitionId: null, deletedDefinition: null, userErrors: [{ field: ['id'], message: 'Definition not found.', code: 'NOT_FOUND' }] };
    if (args.deleteAllAssociatedMetafields === true && found.ownerType === 'PRODUCT') {
      const named = [...store.products.values()].filter((product) => findMetafield(product.metafields, found.namespace, found.key)).map((product) => ({ ownerId: gid('Product', product.id), namespace: found.namespace, key: found.key }));
      demandOwnerAccess('metafieldDefinitionDelete', named, context);
      store.deleteMetafields(named);
    }
    store.removeDefinition(found.id);
    return { deletedDefinitionId: gid('MetafieldDefinition', found.id), deletedDefinition: { ownerType: found.ownerType, namespace: found.namespace, key: found.key }, userErrors: [] };
  },
});

const NAMES_LIMIT = 250;

function demandOwnerAccess(field: string, writes: readonly { ownerId: string }[], { scopes }: AdminContext): void {
  for (const { ownerId } of writes) {
    const scope = WRITE_SCOPE[parseGid(ownerId)?.type ?? ''];
    if (scope && !holds(scopes, scope)) throw accessDenied(field, `The same access level needed to mutate the owner resource (\`${scope}\`).`);
  }
}

const titleCase = (word: string): string => word.charAt(0) + word.slice(1).toLowerCase();
