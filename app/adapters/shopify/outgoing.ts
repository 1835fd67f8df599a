// Where calls to Shopify go. Against the sandbox, every https://<shop>/… of the libraries goes to the sandbox instead,
// with the shop's host in a header; in production nothing is touched.
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';

export const SANDBOX_HOST_HEADER = 'x-sandbox-host';

/** Must run after the library's adapter was imported, which sets its own. */
export function sendToSandbox(sandboxUrl: string): void {
  setAbstractFetchFunc(async (input: RequestInfo | URL, init?: RequestInit) => {
    const meant = new URL(input instanceof Request ? input.url : String(input));
    const headers = new Headers(init?.headers);
    headers.set(SANDBOX_HOST_HEADER, meant.host);
    return fetch(sandboxUrl + meant.pathname + meant.search, { ...init, headers });
  });
}
