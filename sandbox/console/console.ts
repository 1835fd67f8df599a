// The console: the doors, the clock, the levers, and what was delivered. The page and the JSON calls share the levers.
import { html, json, type Route } from '../http/server.ts';
import { staticFile } from '../http/static-file.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { LEVERS, type LeverContext, type LeverInput } from './levers.ts';
import { consolePage } from './page.ts';
import { consoleState, suggestCustomers, suggestOrders, suggestProducts } from './state.ts';

export interface ConsoleUrls {
  sandbox: string;
  storefront: string;
  app: string;
}

const SUGGESTIONS: Record<string, (context: LeverContext, text: string) => unknown[]> = {
  products: suggestProducts, customers: suggestCustomers, orders: suggestOrders,
};
const FILES = new Set(['console.js', 'console.css']);

export function consoleRoutes(context: LeverContext, urls: ConsoleUrls): Route[] {
  return [
    { method: 'GET', path: '/console', handle: () => html(consolePage(context, urls)) },
    { method: 'GET', path: '/console/api/state', handle: () => json(consoleState(context)) },
    {
      method: 'GET',
      path: '/console/api/suggest/:what',
      handle: ({ params, url }) => {
        const suggest = SUGGESTIONS[params.what ?? ''];
        return suggest ? json(suggest(context, url.searchParams.get('q') ?? '')) : json({ error: 'Not Found' }, 404);
      },
    },
    {
      method: 'POST',
      path: '/console/api/:lever',
      handle: async ({ params, json: read }) => {
        const lever = LEVERS[params.lever ?? ''];
        if (!lever) return json({ error: `There is no lever "${params.lever}". There are: ${Object.keys(LEVERS).join(', ')}.` }, 404);
        try {
          return json(await lever((await read()) as LeverInput, context));
        } catch (error) {
          if (error instanceof StoreRefusal) return json({ error: error.message, code: error.code }, error.code === 'NOT_FOUND' ? 404 : 422);
          if (error instanceof Error && error.message.includes('is not an amount')) return json({ error: error.message }, 422);
          throw error;
        }
      },
    },
    {
      method: 'GET',
      path: '/console/files/:file',
      handle: ({ params }) => (FILES.has(params.file ?? '') ? staticFile(new URL(`browser/${params.file}`, import.meta.url)) : json({ error: 'Not Found' }, 404)),
    },
    {
      method: 'GET',
      path: '/clock',
      handle: () => json({ now: context.store.clock.now().toISOString(), offsetMs: context.store.clock.offsetMs }, 200, { 'cache-control': 'no-store' }),
    },
  ];
}
