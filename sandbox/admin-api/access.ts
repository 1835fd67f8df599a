// Scopes: what a token may read or change. A field needs what the published rules say of it and of the type it returns.
import { GraphQLError, type GraphQLOutputType, getNamedType, isAbstractType } from 'graphql';
import type { AccessRule } from './schema.ts';
import { adminSchema } from './schema.ts';

/** write_x holds read_x. */
export const holds = (granted: ReadonlySet<string>, scope: string): boolean =>
  granted.has(scope) || (scope.startsWith('read_') && granted.has(`write_${scope.slice(5)}`));

const permits = (granted: ReadonlySet<string>, rule: AccessRule | undefined): boolean =>
  !rule || rule.scopes.some((scope) => holds(granted, scope));

const rulesByField = new Map<string, AccessRule[]>();

/** @returns the rule that the granted scopes do not meet, or null */
export function missingAccess(granted: ReadonlySet<string>, parentType: string, fieldName: string, returnType: GraphQLOutputType): AccessRule | null {
  const name = `${parentType}.${fieldName}`;
  let rules = rulesByField.get(name);
  if (!rules) {
    const { access } = adminSchema();
    rules = [access.get(name), access.get(nodeTypeName(returnType))].filter((rule) => rule !== undefined);
    rulesByField.set(name, rules);
  }
  return rules.find((rule) => !permits(granted, rule)) ?? null;
}

/** For a value behind an interface or a union, whose type is known only now. */
export function missingAccessToType(granted: ReadonlySet<string>, typeName: string): AccessRule | null {
  const rule = adminSchema().access.get(typeName);
  return rule && !permits(granted, rule) ? rule : null;
}

export function accessDenied(fieldName: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${requiredAccess}`, {
    extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess },
  });
}

/** "OrderConnection" is guarded as Order is; a mutation's payload by the mutation's own rule. */
function nodeTypeName(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isAbstractType(named) ? '' : named.name.replace(/Connection$/, '');
}
