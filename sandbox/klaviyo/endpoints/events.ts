// Events come in one at a time and are read in pages; writing one is answered before it has been looked at, as at Klaviyo.
import { receiveEvent } from '../events.ts';
import { invalid } from '../refusal.ts';
import { createEvent, readBody } from '../requests.ts';
import type { EventRecord } from '../types.ts';
import { answer, BURST, type Call, type Endpoint, listPage, type Resource, withFields } from './endpoint.ts';
import { metricResource } from './metrics.ts';
import { profileResource } from './profiles.ts';

function eventResource(event: EventRecord, base: string): Resource {
  const link = (name: string) => ({ self: `${base}/api/events/${event.id}/relationships/${name}/`, related: `${base}/api/events/${event.id}/${name}/` });
  return {
    type: 'event', id: event.id,
    attributes: { timestamp: Math.floor(Date.parse(event.datetime) / 1_000), event_properties: event.properties, datetime: event.datetime, uuid: event.uuid },
    relationships: {
      profile: { data: { type: 'profile', id: event.profileId }, links: link('profile') },
      metric: { data: { type: 'metric', id: event.metricId }, links: link('metric') },
    },
    links: { self: `${base}/api/events/${event.id}/` },
  };
}

const RANGE = ['greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'];

const getEvents = (call: Call) => {
  const { account, base, query } = call;
  const { records, links } = listPage(call, '/api/events', account.events.all(), {
    filters: {
      metric_id: { operators: ['equals'], read: ({ metricId }) => metricId },
      profile_id: { operators: ['equals'], read: ({ profileId }) => profileId },
      metric: { operators: ['has'], read: ({ metricId }) => metricId },
      profile: { operators: ['has'], read: ({ profileId }) => profileId },
      datetime: { operators: RANGE, read: ({ datetime }) => datetime },
      timestamp: { operators: RANGE, read: ({ datetime }) => Math.floor(Date.parse(datetime) / 1_000) },
    },
    sorts: { datetime: ({ datetime }) => datetime, timestamp: ({ datetime }) => datetime },
    defaultSort: '-datetime',
    pageSize: { otherwise: 200, most: 1_000 },
  });
  const include = query.get('include')?.split(',').filter(Boolean) ?? [];
  const unknown = include.find((name) => name !== 'metric' && name !== 'profile');
  if (unknown) throw invalid(`'${unknown}' is not an includable relationship here.`, { parameter: 'include' });
  const metrics = include.includes('metric') ? new Set(records.map(({ metricId }) => metricId)) : [];
  const profiles = include.includes('profile') ? new Set(records.map(({ profileId }) => profileId)) : [];
  const included = [
    ...[...metrics].flatMap((id) => account.metrics.get(id) ?? []).map((metric) => metricResource(metric, base)),
    ...[...profiles].flatMap((id) => account.profiles.byId(id) ?? []).map((profile) => profileResource(profile, call)),
  ];
  return answer({ data: records.map((event) => withFields(eventResource(event, base), query)), links, ...(include.length > 0 ? { included: included.map((each) => withFields(each, query)) } : {}) });
};

export const eventEndpoints: readonly Endpoint[] = [
  {
    operation: 'create_event', method: 'POST', path: '/api/events', scopes: ['events:write'], limit: BURST.xxl, query: [],
    handle: ({ account, body }) => {
      receiveEvent(account, readBody(createEvent, body, 'event').data.attributes);
      return { status: 202 };
    },
  },
  {
    operation: 'get_events', method: 'GET', path: '/api/events', scopes: ['events:read'], limit: BURST.xxl,
    query: ['fields[event]', 'fields[metric]', 'fields[profile]', 'filter', 'include', 'page[cursor]', 'page[size]', 'sort'], handle: getEvents,
  },
];
