// Shopify's published schema of what a discount Function may ask for, out of npm's @shopify/dev-mcp.
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { buildClientSchema } from 'graphql';

/** The version that extensions/set-discount/shopify.extension.toml names. */
const FILE = 'functions_discount_2026-07.json.gz';

let schema: GraphQLSchema | undefined;

export function functionsSchema(): GraphQLSchema {
  if (!schema) {
    const published = dirname(findPackageJSON('@shopify/dev-mcp', import.meta.url) ?? '');
    const packed = readFileSync(join(published, 'dist/data', FILE));
    schema = buildClientSchema((JSON.parse(gunzipSync(packed).toString()) as { data: IntrospectionQuery }).data);
  }
  return schema;
}
