// POST /admin/api/<version>/graphql.json.
import { type Answer, type Ask, json, type Route } from '../http/server.ts';
import { shopOf } from '../http/shop-header.ts';
import { scopesOfToken } from '../oauth/tokens.ts';
import type { Store } from '../store/store.ts';
import type { BulkRunner } from './bulk/runner.ts';
import type { AdminContext, AppFunction } from './context.ts';
import { CostBucket } from './cost.ts';
import { runOperation } from './execute.ts';
import { planOf } from './plan.ts';
import { API_VERSION } from './schema.ts';

const UNKNOWN_TOKEN = '[API] Invalid API key or access token (unrecognized login or wrong password)';

export interface AdminApi {
  store: Store;
  runner: BulkRunner;
  urls: AdminContext['urls'];
  functions: readonly AppFunction[];
}

export function adminApiRoute(api: AdminApi, bucket = new CostBucket(planOf(api.store))): Route {
  return {
    method: 'POST',
    path: '/admin/api/:version/graphql.json',
    handle: async (ask): Promise<Answer> => {
      if (ask.params.version !== API_VERSION || shopOf(ask) !== api.store.shop.domain) return json({ errors: 'Not Found' }, 404);
      const scopes = scopesOfToken(api.store, ask.header('x-shopify-access-token'));
      if (!scopes) return json({ errors: UNKNOWN_TOKEN }, 401);
      const question = await questionOf(ask);
      if (!question) return json({ errors: { query: 'Required parameter missing or invalid' } }, 400);
      const context: AdminContext = { ...api, scopes: new Set(scopes), bulk: false, searchWarnings: [] };
      return json(await runOperation(question, context, bucket), 200, { 'x-shopify-api-version': API_VERSION });
    },
  };
}

async function questionOf(ask: Ask): Promise<Parameters<typeof runOperation>[0] | null> {
  if (ask.header('content-type')?.includes('application/graphql'))
    return { query: (await ask.body()).toString('utf8'), variables: {}, operationName: undefined };
  const { query, variables, operationName } = (await ask.json()) as Record<string, unknown>;
  if (typeof query !== 'string') return null;
  return { query, variables: (variables as Record<string, unknown> | null) ?? {}, operationName: (operationName as string | null) ?? undefined };
}
