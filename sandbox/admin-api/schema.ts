// Shopify's published Admin schema and its access rules, as npm `@shopify/dev-mcp` carries them. Loaded once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { packageFolder } from './published-package.ts';

/** The one version the sandbox speaks; the app keeps its own constant. */
export const API_VERSION = '2026-07';

export interface AccessRule {
  /** Any one of these is enough. */
  scopes: readonly string[];
  /** Shopify's own sentence. */
  text: string;
}

export interface AdminSchema {
  schema: GraphQLSchema;
  /** By type name, and by "Type.field". */
  access: ReadonlyMap<string, AccessRule>;
}

interface PublishedSchema {
  data: IntrospectionQuery;
  offline_scopes: { items: { type: 'type' | 'field'; typeName: string; fieldName?: string; requiredAccess: string; offlineScopes: string[] }[] };
}

let loaded: AdminSchema | undefined;

export function adminSchema(): AdminSchema {
  loaded ??= load();
  return loaded;
}

function load(): AdminSchema {
  const file = join(packageFolder('@shopify/dev-mcp'), 'dist', 'data', `admin_${API_VERSION}.json.gz`);
  const published = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as PublishedSchema;
  const access = new Map<string, AccessRule>();
  for (const item of published.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const name = item.type === 'type' ? item.typeName : `${item.typeName}.${item.fieldName}`;
    access.set(name, { scopes: item.offlineScopes, text: item.requiredAccess });
  }
  return { schema: buildClientSchema(published.data), access };
}
