// Renders a document as a stream, with the headers that let the Shopify admin, and nobody else, frame it.
import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { log } from '#app/adapters/log.ts';
import { addDocumentResponseHeaders } from '#app/adapters/shopify/app.ts';
import { languageOfRequest } from '#app/server/language.ts';
import { speakAs } from '#app/ui/text/language.ts';

speakAs(languageOfRequest);

export const streamTimeout = 5_000;

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} abortDelay={streamTimeout} />, {
      [ready]: () => {
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answered }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        answered = 500;
        log().error({ error: error instanceof Error ? error.message : String(error) }, 'a page did not render');
      },
    });
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

export const handleError: HandleErrorFunction = (error, { request }) => {
  // An address that does not exist is the asker's mistake, and is said on the page.
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  log().error({ error: error instanceof Error ? (error.stack ?? error.message) : String(error), path: new URL(request.url).pathname }, 'a request failed');
};
