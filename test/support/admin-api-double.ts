// The Admin API's bad days: throttled, broken, revoked, gone. For what the sandbox's store does not do by itself; anything
// else is tested against the sandbox.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DoubleAnswer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface AdminApiDouble {
  url: string;
  /** What was asked, oldest first. */
  asked: { path: string; host: string; token: string | undefined; body: { query?: string; variables?: Record<string, unknown> } & Record<string, unknown> }[];
  /** The next answers, in order; when they are used up, the last one again. */
  answer(...answers: DoubleAnswer[]): void;
  stop(): Promise<void>;
}

/** Must start before the configuration is first read: it sets where calls go. */
export async function startAdminApiDouble(): Promise<AdminApiDouble> {
  const asked: AdminApiDouble['asked'] = [];
  let answers: DoubleAnswer[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push({ path: request.url ?? '', host: String(request.headers['x-sandbox-host']), token: request.headers['x-shopify-access-token'] as string | undefined, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') });
    const { status = 200, body, headers } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500, body: {} };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.SETWISE_SANDBOX_URL = url;
  return {
    url,
    asked,
    answer: (...given) => {
      answers = given;
      asked.length = 0;
    },
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
