// Which shop a call is for. On the platform that is the host name; here the app's outgoing hook says it in a header.
import type { Ask } from './server.ts';

const SHOP_HEADERS = ['x-sandbox-host', 'x-emulated-host'] as const;

export function shopOf(ask: Ask): string | undefined {
  for (const name of SHOP_HEADERS) {
    const value = ask.header(name);
    if (value) return value;
  }
  return undefined;
}
