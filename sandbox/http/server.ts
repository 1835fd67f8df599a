// A small HTTP server on node:http: a list of routes, plain answers, errors as sentences. The sandbox needs no more.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';

const pipe = promisify(pipeline);
/** The platform takes 10 MB of metafields; anything above this is a mistake. */
const BODY_LIMIT_BYTES = 12 * 1024 * 1024;

export interface Ask {
  method: string;
  url: URL;
  /** Named parts of the path, decoded. */
  params: Record<string, string>;
  header(name: string): string | undefined;
  body(): Promise<Buffer>;
  json(): Promise<unknown>;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** "/store/:handle/apps/setwise"; a "*" at the end takes the rest, as params.rest. */
  path: string;
  handle(ask: Ask): Promise<Answer> | Answer;
}

export interface RunningServer {
  url: string;
  stop(): Promise<void>;
}

/** A refusal with a status: what a handler throws instead of answering. */
export class HttpRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'HttpRefusal';
    this.status = status;
  }
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({
  status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(value),
});

export const html = (body: string, status = 200, headers: Record<string, string> = {}): Answer => ({
  status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers }, body,
});

export const redirect = (location: string): Answer => ({ status: 302, headers: { location } });

/** Text as it may stand in HTML, also inside an attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Listens.
 * @param port 0 takes a free one
 * @throws the error of node:net (EADDRINUSE) untouched; main.ts words it
 */
export async function startServer(routes: readonly Route[], options: { host: string; port: number }): Promise<RunningServer> {
  const table = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  const server = createServer((request, response) => {
    answer(table, request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, fromError(error)).catch(() => response.destroy());
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Entry {
  route: Route;
  pattern: RegExp;
}

function patternOf(path: string): RegExp {
  const pattern = path.replace(/[.]/g, '\\.').replace(/:([A-Za-z]+)/g, '(?<$1>[^/]+)').replace(/\*$/, '(?<rest>.*)');
  return new RegExp(`^${pattern}/?$`);
}

async function answer(table: readonly Entry[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'sandbox'}`);
  const matching = table.filter(({ pattern }) => pattern.test(url.pathname));
  const entry = matching.find(({ route }) => route.method === request.method);
  if (!entry) throw new HttpRefusal(matching.length > 0 ? 405 : 404, matching.length > 0 ? 'Method Not Allowed' : 'Not Found');
  const groups = entry.pattern.exec(url.pathname)?.groups ?? {};
  const params = Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  let read: Promise<Buffer> | undefined;
  const body = (): Promise<Buffer> => (read ??= readBody(request));
  await send(response, await entry.route.handle({
    method: request.method ?? 'GET', url, params, body,
    header: (name) => request.headers[name]?.toString(),
    json: async () => parseJson(await body()),
  }));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT_BYTES) throw new HttpRefusal(413, 'The body is larger than the platform takes.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpRefusal(400, 'The body is not JSON.');
  }
}

async function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: Answer): Promise<void> {
  response.writeHead(status, headers);
  if (typeof body === 'string' || Buffer.isBuffer(body)) response.end(body);
  else await pipe(body, response);
}

function fromError(error: unknown): Answer {
  if (error instanceof HttpRefusal) return json({ errors: error.message }, error.status);
  process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
  return json({ errors: 'Internal Server Error' }, 500);
}
