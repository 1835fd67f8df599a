// Runs one operation as the platform would: validated on the published schema, paid for, guarded by scopes, answered by
// the tables, or refused in Shopify's own shapes.
import {
  type DocumentNode, execute, getOperationAST, type GraphQLError, type GraphQLResolveInfo, isAbstractType, getNamedType,
  type OperationDefinitionNode, parse, validate,
} from 'graphql';
import { accessDenied, missingAccess, missingAccessToType } from './access.ts';
import type { AdminContext } from './context.ts';
import { type CostBucket, costOf, type CostQuestion, SINGLE_QUERY_LIMIT } from './cost.ts';
import { type Args, resolveField } from './resolvers/table.ts';
import { TABLES } from './resolvers/tables.ts';
import { adminSchema } from './schema.ts';
import { shopifyErrors } from './errors.ts';

export interface GraphQLAsk {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

export async function runOperation(ask: GraphQLAsk, context: AdminContext, bucket: CostBucket): Promise<unknown> {
  const checked = checkedDocument(ask);
  if ('errors' in checked) return checked;
  const { document, operation } = checked;
  const { schema } = adminSchema();
  const question: CostQuestion = { schema, document, operation, variables: ask.variables };
  const requested = costOf(question);
  const refusal = refusalByCost(requested, bucket);
  if (refusal) return refusal;
  const result = await execute({
    schema, document, contextValue: context, variableValues: ask.variables, operationName: ask.operationName ?? null,
    fieldResolver: resolve,
  });
  const actual = costOf(question, result.data ?? {});
  bucket.giveBack(requested - actual);
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: shopifyErrors(result.errors) } : {}),
    extensions: { ...costExtension(requested, actual, bucket), ...(context.searchWarnings.length > 0 ? { search: context.searchWarnings } : {}) },
  };
}

function checkedDocument(ask: GraphQLAsk): { document: DocumentNode; operation: OperationDefinitionNode } | { errors: unknown[] } {
  let document: DocumentNode;
  try {
    document = parse(ask.query);
  } catch (error) {
    return { errors: shopifyErrors([error as GraphQLError]) };
  }
  const problems = validate(adminSchema().schema, document);
  if (problems.length > 0) return { errors: shopifyErrors(problems) };
  const operation = getOperationAST(document, ask.operationName);
  return operation ? { document, operation } : { errors: [{ message: 'An operation name is required' }] };
}

function refusalByCost(requested: number, bucket: CostBucket): unknown {
  if (requested > SINGLE_QUERY_LIMIT) {
    const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${SINGLE_QUERY_LIMIT}). See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the cost of a query is calculated.`;
    return { errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requested, maxCost: SINGLE_QUERY_LIMIT, documentation: 'https://shopify.dev/api/usage/rate-limits' } }] };
  }
  if (bucket.take(requested)) return null;
  return {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' } }],
    extensions: costExtension(requested, null, bucket),
  };
}

const costExtension = (requested: number, actual: number | null, bucket: CostBucket): { cost: unknown } => ({
  cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
});

function resolve(source: unknown, args: Record<string, unknown>, context: AdminContext, info: GraphQLResolveInfo): unknown {
  const denied = missingAccess(context.scopes, info.parentType.name, info.fieldName, info.returnType);
  if (denied) throw accessDenied(info.fieldName, denied.text);
  const value = resolveField(TABLES, info.parentType.name, info.fieldName, source, args as Args, context, pathOf(info));
  if (isAbstractType(getNamedType(info.returnType))) guardTypes(value, context, info.fieldName);
  return value;
}

/** Behind an interface the type is known only now: an order fetched by node() is still an order. */
function guardTypes(value: unknown, context: AdminContext, fieldName: string): void {
  for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
    const typeName = (one as { __typename?: string } | null)?.__typename;
    const denied = typeName ? missingAccessToType(context.scopes, typeName) : null;
    if (denied) throw accessDenied(fieldName, denied.text);
  }
}

function pathOf(info: GraphQLResolveInfo): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at; at = at.prev) path.unshift(at.key);
  return path;
}

