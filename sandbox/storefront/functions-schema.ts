// Shopify's published schema of what a discount Function may ask for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { buildClientSchema } from 'graphql';
import { packageFolder } from '../admin-api/published-package.ts';

/** The version that extensions/set-discount/shopify.extension.toml names. */
const FILE = 'dist/data/functions_discount_2026-07.json.gz';

let schema: GraphQLSchema | undefined;

export function functionsSchema(): GraphQLSchema {
  if (!schema) {
    const published = JSON.parse(gunzipSync(readFileSync(join(packageFolder('@shopify/dev-mcp'), FILE))).toString()) as { data: IntrospectionQuery };
    schema = buildClientSchema(published.data);
  }
  return schema;
}
