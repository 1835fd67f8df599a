// One hot path of the app on a free port, without the rest of its server.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerError } from '#app/server/http-errors.ts';

export interface Endpoint {
  url: string;
  stop(): Promise<void>;
}

/** @param path where callers find it, with its leading slash */
export async function startEndpoint(handle: (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>, path: string): Promise<Endpoint> {
  const server = http.createServer((request, response) => {
    handle(request, response).catch((error) => answerError(response, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
