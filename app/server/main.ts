// The HTTP front. Hot paths (storefront offers, webhooks) are answered on bare node:http; everything else goes to
// static files and Remix behind. Why: docs/decisions/0005-front-before-remix.md.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express from 'express';
import { log } from '#app/adapters/log.ts';
import { handleAnswerLink } from './answer-link.ts';
import { handleAnswer } from './answer.ts';
import { handleAnswerAfterPaying } from './answer-after-paying.ts';
import { handleGo } from './go.ts';
import { answerError } from './http-errors.ts';
import { answerInLanguage } from './language.ts';
import { handleExposure } from './exposure.ts';
import { handleOffers } from './offers.ts';
import { handlePixel } from './pixel.ts';
import { PortInUseError } from './port-in-use.ts';
import { handleThankYou } from './thank-you.ts';
import { handleWebhook } from './webhooks.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const hotPaths = new Map<string, Handler>([
  ['/webhooks', handleWebhook],
  ['/proxy/offers', handleOffers],
  ['/api/thank-you', handleThankYou],
  ['/api/answer', handleAnswerAfterPaying],
  ['/pixel', handlePixel],
  ['/proxy/go', handleGo],
  ['/proxy/exposure', handleExposure],
  ['/proxy/answer', handleAnswer],
  ['/proxy/answer-link', handleAnswerLink],
]);

export interface Web {
  url: string;
  stop(): Promise<void>;
}

export interface WebOptions {
  host: string;
  port: number;
  /** Folder of the production build; or, for development, a Vite server in middleware mode. */
  build: { folder: string } | { vite: DevServer };
}

export interface DevServer {
  middlewares: express.RequestHandler;
  ssrLoadModule(id: string): Promise<unknown>;
}

/** @throws PortInUseError in one sentence when another process listens there */
export async function startWeb(options: WebOptions): Promise<Web> {
  let behind: express.Express | undefined;
  const server = http.createServer((request, response) => {
    const url = request.url ?? '/';
    const query = url.indexOf('?');
    const hot = hotPaths.get(query < 0 ? url : url.slice(0, query));
    if (!hot) {
      if (behind && url === '/healthz') return void response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
      if (behind) {
        const pages = behind;
        return answerInLanguage(request, () => pages(request as express.Request, response as express.Response));
      }
      return void response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Starting.');
    }
    Promise.resolve()
      .then(() => hot(request, response))
      .catch((error) => answerError(response, error));
  });
  server.keepAliveTimeout = 75_000; // longer than the usual load balancer's 60 s, or it would reuse a closed connection
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(`Port ${options.port} on ${options.host} is in use: stop what listens there, or set PORT to another.`) : error));
    server.listen(options.port, options.host, resolve);
  });
  // After listening: a port that is taken is said at once, not after the pages were loaded.
  behind = await remixBehind(options.build);
  const address = server.address() as { port: number };
  return {
    url: `http://${options.host}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      }),
  };
}

async function remixBehind(build: WebOptions['build']): Promise<express.Express> {
  const app = express();
  app.disable('x-powered-by');
  // Scripts and pages are text: a third of the bytes, where no proxy in front does it.
  app.use(compression());
  if ('vite' in build) {
    app.use(build.vite.middlewares);
    app.all('*', createRequestHandler({ build: () => build.vite.ssrLoadModule('virtual:remix/server-build') as never, mode: 'development' }));
    return app;
  }
  const client = path.join(build.folder, 'client');
  app.use('/assets', express.static(path.join(client, 'assets'), { immutable: true, maxAge: '1y' }));
  app.use(express.static(client, { maxAge: '1h', index: false }));
  const server = await import(path.join(build.folder, 'server/index.js'));
  app.all('*', createRequestHandler({ build: server, mode: 'production' }));
  app.use(((error, _request, response, _next) => {
    log().error({ error: error.message, stack: error.stack }, 'a page failed');
    if (!response.headersSent) response.status(500).type('text/plain').send('Something went wrong on our side. It was recorded; please try again.');
  }) as express.ErrorRequestHandler);
  return app;
}
