// Profiles are read here and never made: making one is Shopify's integration's, and each is on the merchant's bill.
import type { Profile } from '../profiles.ts';
import { notFound } from '../refusal.ts';
import { answer, BURST, type Call, type Endpoint, listPage, one, type Resource, withFields } from './endpoint.ts';

const FROM_SHOPIFY = { method: 'INTEGRATION', method_detail: 'Shopify' };

export function profileResource(profile: Profile, { base, query }: Pick<Call, 'base' | 'query'>): Resource {
  const { id, customer } = profile;
  const links = (name: string) => ({ links: { self: `${base}/api/profiles/${id}/relationships/${name}/`, related: `${base}/api/profiles/${id}/${name}/` } });
  return {
    type: 'profile', id,
    attributes: {
      email: profile.email, phone_number: null, external_id: profile.externalId, first_name: profile.firstName, last_name: profile.lastName, organization: null,
      locale: profile.locale, title: null, image: null, created: profile.created, updated: profile.updated, last_event_date: null,
      location: { address1: null, address2: null, city: null, country: customer?.countryCode ?? null, region: null, zip: null, timezone: null, ip: null },
      properties: customer ? { 'Shopify Tags': customer.tags } : {},
      ...(query.get('additional-fields[profile]')?.split(',').includes('subscriptions') ? { subscriptions: subscriptionsOf(profile) } : {}),
    },
    relationships: { lists: links('lists'), segments: links('segments'), 'push-tokens': links('push-tokens'), conversations: links('conversations') },
    links: { self: `${base}/api/profiles/${id}/` },
  };
}

function subscriptionsOf({ consent, canReceiveEmail, suppressions, updated }: Profile): unknown {
  const said = consent !== 'NEVER_SUBSCRIBED';
  return {
    email: {
      marketing: {
        can_receive_email_marketing: canReceiveEmail, consent, consent_timestamp: said ? updated : null, last_updated: said ? updated : null,
        ...(said ? FROM_SHOPIFY : { method: null, method_detail: null }), custom_method_detail: null, double_optin: said ? false : null,
        suppression: suppressions, list_suppressions: [],
      },
    },
    sms: {
      marketing: { can_receive_sms_marketing: false, consent: 'NEVER_SUBSCRIBED', consent_timestamp: null, method: null, method_detail: null, last_updated: null },
      transactional: { can_receive_sms_transactional: false, consent: 'NEVER_SUBSCRIBED', consent_timestamp: null, method: null, method_detail: null, last_updated: null },
    },
  };
}

const FIELDS = ['additional-fields[profile]', 'fields[profile]'];

const getProfiles = (call: Call) => {
  const { profiles } = call.account;
  // One address is the hot question of a due step; it must not walk everybody.
  const single = /^equals\(email,\s*"((?:[^"\\]|\\.)*)"\)$/.exec(call.query.get('filter')?.trim() ?? '');
  const found = single ? [profiles.byEmail(JSON.parse(`"${single[1]}"`) as string)].filter((profile) => profile !== undefined) : profiles.all();
  const text = { operators: ['any', 'equals'] };
  const date = { operators: ['greater-than', 'less-than'] };
  const { records, links } = listPage(single ? withoutFilter(call) : call, '/api/profiles', found, {
    filters: {
      id: { ...text, read: ({ id }) => id },
      email: { ...text, read: ({ email }) => email },
      external_id: { ...text, read: ({ externalId }) => externalId },
      created: { ...date, read: ({ created }) => created },
      updated: { ...date, read: ({ updated }) => updated },
    },
    sorts: { id: ({ id }) => id, created: ({ created }) => created, updated: ({ updated }) => updated, email: ({ email }) => email ?? '' },
    defaultSort: 'id',
    pageSize: { otherwise: 20, most: 100 },
  });
  return answer({ data: records.map((profile) => withFields(profileResource(profile, call), call.query)), links });
};

function withoutFilter(call: Call): Call {
  const query = new URLSearchParams(call.query);
  query.delete('filter');
  return { ...call, query };
}

export const profileEndpoints: readonly Endpoint[] = [
  {
    operation: 'get_profiles', method: 'GET', path: '/api/profiles', scopes: ['profiles:read'], limit: BURST.xl,
    query: [...FIELDS, 'filter', 'page[cursor]', 'page[size]', 'sort'], handle: getProfiles,
  },
  {
    operation: 'get_profile', method: 'GET', path: '/api/profiles/:id', scopes: ['profiles:read'], limit: BURST.xl, query: FIELDS,
    handle: (call) => {
      const { id = '' } = call.params;
      const profile = call.account.profiles.byId(id);
      if (!profile) throw notFound('profile', id);
      return one(call, profileResource(profile, call));
    },
  },
];
