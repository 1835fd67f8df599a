// Stands between a client and the sandbox's Klaviyo, passes everything on unchanged, and keeps what was said.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exchange {
  method: string;
  pathname: string;
  query: URLSearchParams;
  sent: unknown;
  status: number;
  answered: unknown;
}

export interface Wire {
  url: string;
  exchanges: Exchange[];
  close(): Promise<void>;
}

const parsed = (text: string): unknown => (text === '' ? null : JSON.parse(text));

/** @param target where the sandbox is; asked at each request */
export async function listenIn(target: () => string): Promise<Wire> {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const sent = Buffer.concat(parts).toString('utf8');
    const method = request.method ?? 'GET';
    const headers = Object.fromEntries(['authorization', 'revision', 'content-type', 'accept'].flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])));
    const reply = await fetch(target() + request.url, { method, headers, ...(sent ? { body: sent } : {}) });
    const answered = await reply.text();
    const url = new URL(request.url ?? '/', 'http://wire');
    exchanges.push({ method: method.toLowerCase(), pathname: url.pathname.replace(/^\/klaviyo/, '').replace(/\/$/, ''), query: url.searchParams, sent: parsed(sent), status: reply.status, answered: parsed(answered) });
    const kept = ['content-type', 'retry-after', 'ratelimit-limit', 'ratelimit-remaining'].flatMap((name) => (reply.headers.has(name) ? [[name, reply.headers.get(name) as string]] : []));
    response.writeHead(reply.status, Object.fromEntries(kept)).end(answered);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
