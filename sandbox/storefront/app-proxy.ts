// The app proxy: what a shopper's browser asks under /apps/setwise goes to the app, signed as Shopify signs it. Answers and
// errors come back as they are; cookies pass neither way.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { CLIENT_SECRET } from '../credentials.ts';
import { type Answer, type Ask, html } from '../http/server.ts';

const PATIENCE_MS = 5_000;
/** Ours, never the caller's. */
const RESERVED = ['shop', 'path_prefix', 'timestamp', 'logged_in_customer_id', 'signature'];

export interface ProxyPlace {
  /** "/apps/setwise" */
  prefix: string;
  /** The path under the app's address that it leads to: "/proxy". */
  target: string;
}

/** As shopify.app.toml says it; its address may be relative to the app's. */
export function readProxyPlace(): ProxyPlace {
  const file = parse(readFileSync(new URL('../../shopify.app.toml', import.meta.url), 'utf8')) as { app_proxy: { url: string; prefix: string; subpath: string } };
  const { url, prefix, subpath } = file.app_proxy;
  return { prefix: `/${prefix}/${subpath}`, target: new URL(url, 'https://app').pathname.replace(/\/$/, '') };
}

/** Hex HMAC-SHA256 of the sorted parameters, written `key=value` without a separator, repeated values joined by commas. */
export function signatureOf(query: URLSearchParams, secret: string): string {
  const text = [...new Set(query.keys())].sort().map((key) => `${key}=${query.getAll(key).join(',')}`).join('');
  return createHmac('sha256', secret).update(text).digest('hex');
}

export async function passOn(ask: Ask, where: { appUrl: string; place: ProxyPlace; shop: string; customerId: number | null }): Promise<Answer> {
  const query = new URLSearchParams(ask.url.searchParams);
  for (const name of RESERVED) query.delete(name);
  query.set('shop', where.shop);
  query.set('path_prefix', where.place.prefix);
  query.set('timestamp', String(Math.floor(Date.now() / 1000)));
  query.set('logged_in_customer_id', where.customerId === null ? '' : String(where.customerId));
  query.set('signature', signatureOf(query, CLIENT_SECRET));
  const address = `${where.appUrl}${where.place.target}${ask.url.pathname.slice(where.place.prefix.length)}?${query}`;
  try {
    const response = await fetch(address, {
      method: ask.method,
      headers: { accept: ask.header('accept') ?? '*/*', ...(ask.method === 'POST' ? { 'content-type': ask.header('content-type') ?? 'application/json' } : {}) },
      ...(ask.method === 'POST' ? { body: new Uint8Array(await ask.body()) } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: { ...(location ? { location } : {}), 'content-type': response.headers.get('content-type') ?? 'application/octet-stream', 'cache-control': response.headers.get('cache-control') ?? 'no-store' },
      body: Buffer.from(await response.arrayBuffer()),
    };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return html(`<h1>${late ? 'Gateway Timeout' : 'Bad Gateway'}</h1><p>There was an error in the third-party application.</p>`, late ? 504 : 502);
  }
}
