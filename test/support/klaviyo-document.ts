// Klaviyo's published OpenAPI document, made fit for validating. It is never kept in this repository: tests read it from the
// folder that SETWISE_CONTRACTS names. As published it blinds validators (https://github.com/klaviyo/openapi, revision
// 2026-07-15): `nullable` without `type`, `$ref` beside other words, oneOf of integer and number; one function repairs it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

const FILE = join('klaviyo', 'stable-2026-07-15.json.gz');
const METHODS = new Set(['get', 'post', 'patch', 'delete', 'put']);

type Json = Record<string, unknown>;

export interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema?: { maximum?: number; default?: unknown } }[];
  requestBody?: Json;
  'x-klaviyo-ratelimit': { burst: string; steady: string; daily?: string };
  'x-klaviyo-scopes': string[];
  'x-klaviyo-filters'?: Record<string, { operators: Record<string, string[]> }>;
}

export interface KlaviyoDocument {
  operation(method: string, path: string): Operation | undefined;
  /** The path as the document writes it, of an address such as /api/flows/AB12. */
  pathOf(pathname: string): string | undefined;
  /** @returns what is wrong; nothing when all is well */
  requestProblems(method: string, path: string, body: unknown): string[];
  answerProblems(method: string, path: string, status: number, body: unknown): string[];
}

/**
 * @returns null when SETWISE_CONTRACTS is not set; says so in one line
 * @throws when it is set and the document is not there
 */
export function publishedDocument(): KlaviyoDocument | null {
  const folder = process.env.SETWISE_CONTRACTS;
  if (!folder) {
    process.stdout.write(`Klaviyo's published document was not checked: set SETWISE_CONTRACTS to a folder that holds ${FILE} (openapi/stable.json of https://github.com/klaviyo/openapi, branch 2026-07-15, gzipped).\n`);
    return null;
  }
  const file = join(folder, FILE);
  if (!existsSync(file)) throw new Error(`SETWISE_CONTRACTS is ${folder}, but ${FILE} is not in it.`);
  return documentFrom(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Json);
}

export function exampleFlow(): string {
  return readFileSync(join(process.env.SETWISE_CONTRACTS ?? '', 'klaviyo', 'flow-step-ready.example.json'), 'utf8');
}

function documentFrom(published: Json): KlaviyoDocument {
  const paths = published.paths as Record<string, Record<string, Operation>>;
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  ajv.addSchema({ ...repaired(published, true) as Json, $id: 'request' });
  ajv.addSchema({ ...withDeviations(repaired(published, false) as Json), $id: 'answer' });
  const compiled = new Map<string, ValidateFunction>();
  const problems = (ref: string, value: unknown): string[] => {
    const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref });
    compiled.set(ref, validate);
    return validate(value) ? [] : (validate.errors ?? []).map(worded);
  };
  const patterns = Object.keys(paths).map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  const operation = (method: string, path: string): Operation | undefined => (METHODS.has(method) ? paths[path]?.[method] : undefined);
  return {
    operation,
    pathOf: (pathname) => (paths[pathname] ? pathname : patterns.find(({ pattern }) => pattern.test(pathname))?.path),
    requestProblems: (method, path, body) =>
      problems(`request#/paths/${escaped(path)}/${method}/requestBody/content/application~1vnd.api+json/schema`, body),
    answerProblems: (method, path, status, body) => {
      const responses = (operation(method, path) as unknown as { responses: Record<string, { content?: Json }> }).responses;
      const code = responses[status] ? String(status) : `${Math.floor(status / 100)}XX`;
      if (!responses[code]) return [`The document has no answer ${status}.`];
      if (code === '4XX' || code === '5XX') return problems(`answer#/components/responses/${code === '4XX' ? 'ClientError' : 'ServerError'}/content/application~1vnd.api+json/schema`, body);
      if (!responses[code].content) return body === null ? [] : [`${status} has no body in the document.`];
      return problems(`answer#/paths/${escaped(path)}/${method}/responses/${code}/content/application~1vnd.api+json/schema`, body);
    },
  };
}

const escaped = (path: string): string => encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
const worded = ({ instancePath, message, params }: ErrorObject): string => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;

/** @param strict refuses what is not declared, as the real API does in a request; bags without declared properties stay open */
function repaired(node: unknown, strict: boolean): unknown {
  if (Array.isArray(node)) return node.map((each) => repaired(each, strict));
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, example: _example, discriminator: _discriminator, oneOf, ...rest } = node as Json;
  const fixed = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, repaired(value, strict)])) as Json;
  if (Array.isArray(oneOf)) fixed.anyOf = repaired(oneOf, strict);
  if (strict && typeof fixed.properties === 'object' && fixed.type === 'object' && fixed.additionalProperties === undefined) fixed.additionalProperties = false;
  return nullable === true ? { anyOf: [fixed, { type: 'null' }] } : fixed;
}

/** Where recorded answers differ from the document (github.com/nickdnk/klaviyo-php-sdk, get_events.200.json): no page before is null. */
function withDeviations(document: Json): Json {
  const { schemas } = document.components as { schemas: Record<string, { properties?: Json }> };
  const links = schemas.CollectionLinks?.properties;
  if (links) for (const name of ['prev', 'next']) links[name] = { anyOf: [links[name], { type: 'null' }] };
  return document;
}
