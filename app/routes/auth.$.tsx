// Shopify's library answers below /auth (the page that fetches a session token, the way out of the frame) by throwing.
import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { boundary } from '@shopify/shopify-app-remix/server';
import { merchant } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  await merchant(request);
  return null;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
