// What the platform refuses to run in bulk, in its own words (recorded on a real store).
import {
  type DocumentNode, type FieldNode, getNamedType, type GraphQLSchema, isListType, isNonNullType, isObjectType, Kind, parse,
  TypeInfo, validate, visit, visitWithTypeInfo,
} from 'graphql';

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;
const MAX_QUERY_BYTES = 65_535;

export interface BulkUserError {
  field: string[] | null;
  message: string;
  code: 'INVALID' | 'LIMIT_REACHED' | 'OPERATION_IN_PROGRESS';
}

const invalid = (message: string): BulkUserError => ({ field: ['query'], message, code: 'INVALID' });

/** @returns the parsed query, or why it may not run */
export function checkBulkQuery(schema: GraphQLSchema, query: string): { document: DocumentNode } | { errors: BulkUserError[] } {
  if (Buffer.byteLength(query) > MAX_QUERY_BYTES) return { errors: [invalid(`Query is too long (maximum is ${MAX_QUERY_BYTES} bytes)`)] };
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { errors: [invalid(`Invalid bulk query: ${(error as Error).message}`)] };
  }
  const problems = validate(schema, document);
  if (problems.length > 0) return { errors: problems.map((problem) => invalid(`Invalid bulk query: ${problem.message}`)) };
  const errors = structuralRefusals(schema, document);
  return errors.length > 0 ? { errors } : { document };
}

interface Found {
  connections: number;
  deepest: number;
  withoutEdges: string[];
  withoutId: string[];
  withinList: boolean;
}

function structuralRefusals(schema: GraphQLSchema, document: DocumentNode): BulkUserError[] {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION || operation.operation !== 'query') return [invalid('Bulk queries must be a query operation.')];
  const found = survey(schema, document);
  const errors: BulkUserError[] = [];
  if (found.connections === 0) errors.push(invalid('Bulk queries must contain at least one connection.'));
  if (found.withoutEdges.length > 0) {
    const names = found.withoutEdges.map((name) => `'${name}'`).join(', ');
    errors.push(invalid(`All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${names}.`));
  }
  if (found.connections > MAX_CONNECTIONS) errors.push(invalid(`Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`));
  if (found.deepest > MAX_DEPTH) errors.push(invalid(`Bulk queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}.`));
  if (found.withoutId.length > 0) {
    const names = found.withoutId.map((name) => `'${name}'`).join(', ');
    errors.push(invalid(`The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${names}.`));
  }
  if (found.withinList) errors.push(invalid('Queries that contain a connection field within a list field are not currently supported.'));
  return errors;
}

function survey(schema: GraphQLSchema, document: DocumentNode): Found {
  const found: Found = { connections: 0, deepest: 0, withoutEdges: [], withoutId: [], withinList: false };
  const types = new TypeInfo(schema);
  const open: { name: string; kind: 'connection' | 'list' | 'other'; node: FieldNode }[] = [];
  visit(document, visitWithTypeInfo(types, {
    Field: {
      enter(node) {
        const type = types.getType();
        const named = getNamedType(type);
        const isConnection = isObjectType(named) && named.name.endsWith('Connection');
        const inside = open.filter((one) => one.kind === 'connection');
        if (isConnection) {
          found.connections += 1;
          found.deepest = Math.max(found.deepest, inside.length);
          if (!selectsThroughEdges(node)) found.withoutEdges.push(node.name.value);
          if (open.some((one) => one.kind === 'list')) found.withinList = true;
          const parent = inside.at(-1);
          if (parent && !nodeSelectsId(parent.node) && !found.withoutId.includes(parent.name)) found.withoutId.push(parent.name);
        }
        // The list inside a connection (edges) is the connection itself.
        const isOwnList = types.getParentType()?.name.endsWith('Connection') === true;
        const isList = !isOwnList && named !== undefined && 'getFields' in named && (isListType(type) || (isNonNullType(type) && isListType(type.ofType)));
        open.push({ name: node.name.value, kind: isConnection ? 'connection' : isList ? 'list' : 'other', node });
      },
      leave() {
        open.pop();
      },
    },
  }));
  return found;
}

const fieldsIn = (node: FieldNode | undefined): FieldNode[] => (node?.selectionSet?.selections ?? []).filter((one) => one.kind === Kind.FIELD);
const edgesNode = (node: FieldNode): FieldNode | undefined =>
  fieldsIn(fieldsIn(node).find((one) => one.name.value === 'edges')).find((one) => one.name.value === 'node');

const selectsThroughEdges = (node: FieldNode): boolean => edgesNode(node) !== undefined && !fieldsIn(node).some((one) => one.name.value === 'nodes');
const nodeSelectsId = (node: FieldNode): boolean => fieldsIn(edgesNode(node)).some((one) => one.name.value === 'id' && !one.alias);
