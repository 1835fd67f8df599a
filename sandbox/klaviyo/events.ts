// An event arrives: whose it is, whether it came before, which flows it sets off. Nothing is sent twice for one `unique_id`.
import type { z } from 'zod';
import { type KlaviyoAccount, toSecond } from './account.ts';
import { runFlows } from './flow-run.ts';
import type { Profile } from './profiles.ts';
import { invalid } from './refusal.ts';
import type { createEvent } from './requests.ts';

type Attributes = z.infer<typeof createEvent>['data']['attributes'];

/** Prose of the reference for POST /api/events. */
const PROPERTY_LIMIT = 400;
const TEXT_LIMIT_BYTES = 100 * 1024;
const YEAR_MS = 366 * 86_400_000;

/** Records it, unless it is a repeat, and lets flows run, unless it is history. */
export function receiveEvent(account: KlaviyoAccount, attributes: Attributes): void {
  refuseOversized(attributes.properties);
  const at = attributes.time ? new Date(/(Z|[+-]\d\d:?\d\d)$/.test(attributes.time) ? attributes.time : `${attributes.time}Z`) : account.store.clock.now();
  if (at.getTime() > account.store.clock.now().getTime() + YEAR_MS) throw invalid('The time is more than a year ahead.', { pointer: '/data/attributes/time' });
  const profile = profileOf(account, attributes.profile.data);
  const metric = account.metricNamed(attributes.metric.data.attributes.name, 'API');
  // Without a unique_id the second is the identity: two in one second are one.
  const uniqueId = attributes.unique_id || String(Math.floor(at.getTime() / 1_000));
  if (account.eventOf(metric.id, profile.id, uniqueId)) return;
  const event = account.addEvent({
    metricId: metric.id, profileId: profile.id, datetime: toSecond(at), uniqueId,
    properties: {
      ...attributes.properties, $event_id: uniqueId,
      ...(typeof attributes.value === 'number' ? { $value: attributes.value } : {}),
      ...(attributes.value_currency ? { $value_currency: attributes.value_currency } : {}),
    },
  });
  if (attributes.backfill !== true) runFlows(account, event, profile);
}

function profileOf(account: KlaviyoAccount, { id, attributes: { email, external_id: externalId, phone_number: phone } }: Attributes['profile']['data']): Profile {
  const { profiles } = account;
  if (!id && !email && !externalId && !phone)
    throw invalid('A profile needs at least one identifier: id, email, phone_number or external_id.', { pointer: '/data/attributes/profile/data/attributes' });
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid(`'${email}' is not a valid email.`, { pointer: '/data/attributes/profile/data/attributes/email' });
  const known = (id && profiles.byId(id)) || (email && profiles.byEmail(email)) || (externalId && profiles.byExternalId(externalId));
  if (known) return known;
  if (id && !email && !externalId) throw invalid(`A profile with id ${id} does not exist.`, { pointer: '/data/attributes/profile/data/id' });
  return profiles.make(email ?? null, externalId ?? null);
}

function refuseOversized(properties: Record<string, unknown>): void {
  const pointer = '/data/attributes/properties';
  if (Object.keys(properties).length > PROPERTY_LIMIT) throw invalid(`An event has at most ${PROPERTY_LIMIT} properties.`, { pointer });
  for (const [name, value] of Object.entries(properties))
    if (typeof value === 'string' && Buffer.byteLength(value) > TEXT_LIMIT_BYTES) throw invalid(`'${name}' is longer than 100 KB.`, { pointer: `${pointer}/${name}` });
}
