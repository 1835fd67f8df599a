// Everything the app asks of Shopify, on the published schema: it validates, and the sandbox has an answer to every field.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAbstractType, isObjectType, Kind, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { BULK_EXPORTS } from '#app/adapters/shopify/operations/bulk-exports.ts';
import { checkBulkQuery } from '#sandbox/admin-api/bulk/refusals.ts';
import { hasResolver } from '#sandbox/admin-api/resolvers/table.ts';
import { TABLES } from '#sandbox/admin-api/resolvers/tables.ts';
import { adminSchema } from '#sandbox/admin-api/schema.ts';

const folder = join(import.meta.dirname, '../../app/adapters/shopify/operations');
const documents: [name: string, text: string][] = [];
for (const file of readdirSync(folder)) {
  const exported = (await import(join(folder, file))) as Record<string, unknown>;
  for (const [name, value] of Object.entries(exported)) {
    const { document } = (value ?? {}) as { document?: unknown };
    if (typeof document === 'string') documents.push([`${file} ${name}`, document]);
  }
}

/** Fields of tabled types that no table answers; types without a table are plain values, whose fields come along. */
function unanswered(text: string): string[] {
  const { schema } = adminSchema();
  const types = new TypeInfo(schema);
  const missing: string[] = [];
  visit(parse(text), visitWithTypeInfo(types, {
    Field: ({ name }) => {
      const parent = types.getParentType();
      const possible = isAbstractType(parent) ? [] : [parent];
      for (const type of possible)
        if (isObjectType(type) && TABLES.has(type.name) && name.value !== '__typename' && !hasResolver(TABLES, type.name, name.value)) missing.push(`${type.name}.${name.value}`);
    },
  }));
  return missing;
}

describe.each([...documents, ...Object.entries(BULK_EXPORTS)])('%s', (_name, text) => {
  it('is known to the schema and to the sandbox', () => {
    expect(validate(adminSchema().schema, parse(text)).map(({ message }) => message)).toEqual([]);
    expect(unanswered(text)).toEqual([]);
  });
});

it.each(Object.entries(BULK_EXPORTS))('the export of %s may run in bulk', (_name, query) => {
  expect(checkBulkQuery(adminSchema().schema, query)).toHaveProperty('document');
});

it('finds operations to check', () => {
  expect(documents.length).toBeGreaterThan(5);
  for (const [, text] of documents) expect(parse(text).definitions[0]?.kind).toBe(Kind.OPERATION_DEFINITION);
});
