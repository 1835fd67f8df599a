// What a query costs, before and after, and the bucket it is paid from (shopify.dev "rate limits"):
// scalars 0, objects 1, mutations 10, a list of ids every id. A connection grows with the logarithm of its page size:
// not documented, but within a tenth of what responses of real stores say (first: 100 counts some seven nodes).
import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType, type GraphQLCompositeType, type GraphQLSchema,
  isCompositeType, isListType, isNonNullType, isObjectType, Kind, type OperationDefinitionNode, type SelectionSetNode,
} from 'graphql';
import type { Plan } from './plan.ts';

export const SINGLE_QUERY_LIMIT = 1000;
const MUTATION_COST = 10;
const CONNECTION_COST = 2;

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** How many nodes a page of that size is charged as. */
const chargedNodes = (size: number): number => (size === 0 ? 0 : Math.max(1, Math.log2(size)));

/** A leaky bucket on the wire clock. */
export class CostBucket {
  /** Operations that it did not cover. */
  refused = 0;
  readonly #plan: Pick<Plan, 'maximumAvailable' | 'restoreRate'>;
  #available: number;
  #at = Date.now();

  constructor(plan: Pick<Plan, 'maximumAvailable' | 'restoreRate'>) {
    this.#plan = plan;
    this.#available = plan.maximumAvailable;
  }

  /** @returns false, and takes nothing, when there is not enough */
  take(cost: number): boolean {
    this.#restore();
    if (cost > this.#available) {
      this.refused += 1;
      return false;
    }
    this.#available -= cost;
    return true;
  }

  giveBack(cost: number): void {
    this.#available = Math.min(this.#plan.maximumAvailable, this.#available + cost);
  }

  status(): ThrottleStatus {
    this.#restore();
    const { maximumAvailable, restoreRate } = this.#plan;
    return { maximumAvailable, currentlyAvailable: Math.floor(this.#available), restoreRate };
  }

  #restore(): void {
    const now = Date.now();
    this.giveBack(((now - this.#at) / 1000) * this.#plan.restoreRate);
    this.#at = now;
  }
}

export interface CostQuestion {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** @param data the answer, to count what was really returned; absent: what could be returned at most */
export function costOf(question: CostQuestion, data?: unknown): number {
  const { schema, document, operation, variables } = question;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const isMutation = operation.operation === 'mutation';

  const costOfSelections = (set: SelectionSetNode, type: GraphQLCompositeType, value: unknown, isRoot: boolean): number => {
    let total = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) total += costOfField(selection, type, value, isRoot);
      else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (!fragment) continue;
        const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
        if (isCompositeType(condition)) total += costOfSelections(fragment.selectionSet, condition, value, isRoot);
      }
    }
    return total;
  };

  const costOfField = (field: FieldNode, type: GraphQLCompositeType, parent: unknown, isRoot: boolean): number => {
    if (!field.selectionSet || field.name.value.startsWith('__') || !('getFields' in type)) return 0;
    const definition = type.getFields()[field.name.value];
    const named = definition ? getNamedType(definition.type) : undefined;
    if (!definition || !named || !isCompositeType(named)) return 0;
    const set = field.selectionSet;
    const key = field.alias?.value ?? field.name.value;
    const value = data === undefined ? undefined : (parent as Record<string, unknown> | null)?.[key];
    if (data !== undefined && (value === null || value === undefined)) return 0;
    if (isObjectType(named) && named.name.endsWith('Connection')) return CONNECTION_COST + costOfPage(field, set, named, value);
    const own = isRoot && isMutation ? MUTATION_COST : 1;
    const copies = Array.isArray(value) ? value : isList(definition.type) ? Array.from({ length: listSize(field) }, () => value) : [value];
    return copies.reduce<number>((sum, copy) => sum + own + costOfSelections(set, named, copy, false), 0);
  };

  const costOfPage = (field: FieldNode, set: SelectionSetNode, type: GraphQLCompositeType, value: unknown): number => {
    let total = 0;
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD || !selection.selectionSet || !('getFields' in type)) continue;
      const name = selection.name.value;
      const child = getNamedType(type.getFields()[name]?.type);
      if (name === 'pageInfo' || !isCompositeType(child)) continue;
      const key = selection.alias?.value ?? name;
      const found = data === undefined ? undefined : ((value as Record<string, unknown>)[key] as unknown[] | undefined);
      // An edge is free: its node is the object that counts.
      const perNode = (copy: unknown): number => (name === 'nodes' ? 1 : 0) + costOfSelections(selection.selectionSet as SelectionSetNode, child, copy, false);
      const average = found ? found.reduce<number>((sum, copy) => sum + perNode(copy), 0) / Math.max(1, found.length) : perNode(undefined);
      total += Math.ceil(chargedNodes(found ? found.length : pageSize(field)) * average);
    }
    return total;
  };

  const argument = (field: FieldNode, name: string): unknown => {
    const value = field.arguments?.find((one) => one.name.value === name)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.LIST) return value.values;
    return value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  };
  const pageSize = (field: FieldNode): number => Number(argument(field, 'first') ?? argument(field, 'last') ?? 0);
  const listSize = (field: FieldNode): number => {
    const ids = argument(field, 'ids');
    return Array.isArray(ids) ? ids.length : 1;
  };

  return costOfSelections(operation.selectionSet, root, data, true);
}

function isList(type: unknown): boolean {
  return isListType(type) || (isNonNullType(type) && isListType(type.ofType));
}
