// The document around every page; the admin's own frame is in routes/app/route.tsx.
import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useRevalidator, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { PlainPage } from '#app/ui/plain-page.tsx';
import { language } from '#app/ui/text/language.ts';
import { text } from '#app/ui/text/text.ts';

export const links: LinksFunction = () => [{ rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' }];

export const meta: MetaFunction = () => [{ title: text.app.name }];

function Document({ children }: { children: ReactNode }) {
  return (
    <html lang={language()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return (
    <Document>
      <Outlet />
    </Document>
  );
}

/** Where not even the admin's frame could be made (no database), or outside it: one plain page. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { revalidate, state } = useRevalidator();
  const gone = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Document>
      <PlainPage title={gone ? text.pageError.goneTitle : text.pageError.title}>
        <p>{gone ? text.pageError.gone : text.pageError.unknown}</p>
        <p>
          <strong>{gone ? text.landing.how : text.pageError.next}</strong>
        </p>
        {gone ? null : (
          <button type="button" onClick={revalidate} disabled={state !== 'idle'} style={{ font: 'inherit', padding: '0.5rem 1rem', cursor: 'pointer' }}>
            {text.pageError.retry}
          </button>
        )}
      </PlainPage>
    </Document>
  );
}
