// Metrics: made by their first event, never by a call. There is no filter by name.
import { notFound } from '../refusal.ts';
import type { MetricRecord } from '../types.ts';
import { answer, BURST, type Call, type Endpoint, listPage, one, type Resource, withFields } from './endpoint.ts';

const CATEGORY: Record<MetricRecord['integration'], string> = { API: 'API', Klaviyo: 'Internal', Shopify: 'eCommerce' };

export function metricResource({ id, name, integration, created }: MetricRecord, base: string): Resource {
  return {
    type: 'metric', id,
    attributes: { name, created, updated: created, integration: { object: 'integration', id: integration, key: integration.toLowerCase(), name: integration, category: CATEGORY[integration] } },
    relationships: { 'flow-triggers': { links: { self: `${base}/api/metrics/${id}/relationships/flow-triggers/`, related: `${base}/api/metrics/${id}/flow-triggers/` } } },
    links: { self: `${base}/api/metrics/${id}/` },
  };
}

const getMetrics = (call: Call) => {
  const { records, links } = listPage(call, '/api/metrics', call.account.metrics.all(), {
    filters: {
      'integration.name': { operators: ['equals'], read: ({ integration }) => integration },
      'integration.category': { operators: ['equals'], read: ({ integration }) => CATEGORY[integration] },
    },
    sorts: { id: ({ id }) => id },
    defaultSort: 'id',
  });
  return answer({ data: records.map((metric) => withFields(metricResource(metric, call.base), call.query)), links });
};

export const metricEndpoints: readonly Endpoint[] = [
  { operation: 'get_metrics', method: 'GET', path: '/api/metrics', scopes: ['metrics:read'], limit: BURST.l, query: ['fields[metric]', 'filter', 'page[cursor]'], handle: getMetrics },
  {
    operation: 'get_metric', method: 'GET', path: '/api/metrics/:id', scopes: ['metrics:read'], limit: BURST.l, query: ['fields[metric]'],
    handle: (call) => {
      const { id = '' } = call.params;
      const metric = call.account.metrics.get(id);
      if (!metric) throw notFound('metric', id);
      return one(call, metricResource(metric, call.base));
    },
  },
];
