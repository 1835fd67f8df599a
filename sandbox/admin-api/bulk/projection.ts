// A bulk query compiled once: per object type a list of steps, so that half a million lines are not half a million
// executions. Same tables, same scopes, same refusals as a single query.
import {
  type DocumentNode, type FieldNode, getArgumentValues, getNamedType, type GraphQLCompositeType, type GraphQLObjectType, isAbstractType,
  isCompositeType, isListType, isNonNullType, isObjectType, Kind, type SelectionSetNode,
} from 'graphql';
import { accessDenied, missingAccess } from '../access.ts';
import { Connection, type Source } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { type Args, resolveField } from '../resolvers/table.ts';
import { TABLES } from '../resolvers/tables.ts';
import { adminSchema } from '../schema.ts';

interface Step {
  key: string;
  fieldName: string;
  args: Args;
  kind: 'leaf' | 'object' | 'list' | 'connection';
  child: Projection | null;
}

export class Projection {
  readonly #type: GraphQLCompositeType;
  readonly #sets: readonly SelectionSetNode[];
  readonly #document: DocumentNode;
  readonly #context: AdminContext;
  readonly #stepsByType = new Map<string, Step[]>();

  constructor(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], document: DocumentNode, context: AdminContext) {
    this.#type = type;
    this.#sets = sets;
    this.#document = document;
    this.#context = context;
  }

  /** Compiles all of it, so that a missing scope shows before the first row. Abstract types are compiled as they come. */
  prepare(): void {
    if (!isObjectType(this.#type)) return;
    for (const step of this.#steps(this.#type)) step.child?.prepare();
  }

  /**
   * @param onConnection told of every connection met, with the key path's owner: its items become rows of their own
   * @returns the object without its connections
   */
  project(source: unknown, onConnection: (connection: Connection, child: Projection) => void): Record<string, unknown> {
    const type = this.#typeOf(source);
    const result: Record<string, unknown> = {};
    for (const step of this.#steps(type)) {
      const value = step.fieldName === '__typename' ? type.name : resolveField(TABLES, type.name, step.fieldName, source, step.args, this.#context, []);
      if (step.kind === 'connection') {
        if (value instanceof Connection) onConnection(value as Connection, step.child as Projection);
      } else if (value === null || value === undefined || step.kind === 'leaf') result[step.key] = value ?? null;
      else if (step.kind === 'list') result[step.key] = (value as unknown[]).map((one) => (one === null ? null : (step.child as Projection).project(one, onConnection)));
      else result[step.key] = (step.child as Projection).project(value, onConnection);
    }
    return result;
  }

  #typeOf(source: unknown): GraphQLObjectType {
    if (isObjectType(this.#type)) return this.#type;
    const type = adminSchema().schema.getType((source as Source).__typename);
    if (!isObjectType(type)) throw new Error(`The sandbox has no type for a ${this.#type.name}`);
    return type;
  }

  #steps(type: GraphQLObjectType): Step[] {
    let steps = this.#stepsByType.get(type.name);
    if (!steps) {
      const fields = new Map<string, FieldNode[]>();
      for (const set of this.#sets) this.#collect(set, type, fields);
      steps = [...fields].map(([key, nodes]) => this.#step(type, key, nodes));
      this.#stepsByType.set(type.name, steps);
    }
    return steps;
  }

  #collect(set: SelectionSetNode, type: GraphQLObjectType, fields: Map<string, FieldNode[]>): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        fields.set(key, [...(fields.get(key) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : this.#document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value);
      if (fragment && 'selectionSet' in fragment && this.#applies(fragment, type)) this.#collect(fragment.selectionSet as SelectionSetNode, type, fields);
    }
  }

  #applies(fragment: { typeCondition?: { name: { value: string } } | undefined } | object, type: GraphQLObjectType): boolean {
    const name = 'typeCondition' in fragment ? fragment.typeCondition?.name.value : undefined;
    if (!name || name === type.name) return true;
    const { schema } = adminSchema();
    const condition = schema.getType(name);
    return isAbstractType(condition) && schema.isSubType(condition, type);
  }

  #step(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): Step {
    const [node] = nodes as [FieldNode];
    const fieldName = node.name.value;
    if (fieldName === '__typename') return { key, fieldName, args: {}, kind: 'leaf', child: null };
    const field = type.getFields()[fieldName];
    if (!field) throw new Error(`${type.name} has no field ${fieldName}`);
    const denied = missingAccess(this.#context.scopes, type.name, fieldName, field.type);
    if (denied) throw accessDenied(fieldName, denied.text);
    const args = getArgumentValues(field, node) as Args;
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return { key, fieldName, args, kind: 'leaf', child: null };
    const sets = nodes.flatMap((one) => one.selectionSet ?? []);
    if (isObjectType(named) && named.name.endsWith('Connection')) {
      const nodeType = getNamedType(fieldTypeOf(fieldTypeOf(named, 'edges'), 'node'));
      const child = new Projection(nodeType as GraphQLCompositeType, sets.flatMap(nodeSelections), this.#document, this.#context);
      return { key, fieldName, args, kind: 'connection', child };
    }
    const child = new Projection(named, sets, this.#document, this.#context);
    const isList = isListType(field.type) || (isNonNullType(field.type) && isListType(field.type.ofType));
    return { key, fieldName, args, kind: isList ? 'list' : 'object', child };
  }
}

function fieldTypeOf(type: GraphQLCompositeType, name: string): GraphQLCompositeType {
  return getNamedType((type as GraphQLObjectType).getFields()[name]?.type) as GraphQLCompositeType;
}

function nodeSelections(set: SelectionSetNode): SelectionSetNode[] {
  const within = (one: SelectionSetNode, name: string): SelectionSetNode[] =>
    one.selections.flatMap((selection) => (selection.kind === Kind.FIELD && selection.name.value === name && selection.selectionSet ? [selection.selectionSet] : []));
  return within(set, 'edges').flatMap((edges) => within(edges, 'node'));
}
