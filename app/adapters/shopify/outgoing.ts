// Where calls to Shopify go, and how long they may take. Against the sandbox, every https://<shop>/… of the libraries goes
// to the sandbox instead, with the shop's host in a header; in production the address is not touched.
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';

const SANDBOX_HOST_HEADER = 'x-sandbox-host';

/** Longer than Shopify lets an operation run, so what is cut off is a connection that died without a word. */
const ANSWER_WITHIN_MS = 30_000;
/** A renewal holds the row of the token meanwhile. */
const TOKEN_WITHIN_MS = 10_000;
const TOKEN_PATH = '/admin/oauth/access_token';

/** Must run after the library's adapter was imported, which sets its own. */
export function boundCalls(sandboxUrl: string | undefined): void {
  setAbstractFetchFunc(async (input: RequestInfo | URL, init?: RequestInit) => {
    const meant = new URL(input instanceof Request ? input.url : String(input));
    const limit = AbortSignal.timeout(meant.pathname === TOKEN_PATH ? TOKEN_WITHIN_MS : ANSWER_WITHIN_MS);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    if (!sandboxUrl) return fetch(input, { ...init, signal });
    const headers = new Headers(init?.headers);
    headers.set(SANDBOX_HOST_HEADER, meant.host);
    return fetch(sandboxUrl + meant.pathname + meant.search, { ...init, headers, signal });
  });
}
