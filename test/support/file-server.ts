// A file store that serves one file, whole or from a byte on, and remembers what it was asked for and what it sent.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const PIECE = 16_384;

export interface FileServer {
  url: string;
  /** The range that each request named, null where it named none; and the bytes that were sent to it. */
  asked: { range: string | null; sent: number }[];
  serve(file: { content: Buffer; etag?: string; ranges?: boolean; status?: number; pauseMs?: number; breakAfter?: number }): void;
  stop(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
  let serving: Parameters<FileServer['serve']>[0] = { content: Buffer.alloc(0) };
  const asked: FileServer['asked'] = [];
  const server = http.createServer(async (request, response) => {
    const { content, etag = '"one"', ranges = true, status = 200, pauseMs = 0, breakAfter = Number.POSITIVE_INFINITY } = serving;
    const entry = { range: request.headers.range ?? null, sent: 0 };
    asked.push(entry);
    if (status !== 200) return void response.writeHead(status).end();
    const start = ranges ? Number(/^bytes=(\d+)-$/.exec(entry.range ?? '')?.[1] ?? 0) : 0;
    if (start >= content.length && start > 0) return void response.writeHead(416).end();
    const isPart = ranges && entry.range !== null;
    response.writeHead(isPart ? 206 : 200, { etag, 'content-length': content.length - start, ...(isPart && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }) });
    const gone = once(response, 'close');
    for (let at = start; at < content.length && !response.destroyed; at += PIECE) {
      const piece = content.subarray(at, at + PIECE);
      if (!response.write(piece)) await Promise.race([once(response, 'drain'), gone]);
      entry.sent += piece.length;
      if (entry.sent >= breakAfter) return void response.destroy();
      if (pauseMs > 0) await sleep(pauseMs);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders.jsonl`,
    asked,
    serve: (file) => {
      serving = file;
      asked.length = 0;
    },
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
