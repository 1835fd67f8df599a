// What the console does to the Klaviyo account: its key, its flow, its weather. Each says in a sentence what it did.
import { StoreRefusal } from '../store/refusal.ts';
import { ALL_SCOPES, CALM, type KlaviyoAccount } from './account.ts';

interface Did {
  did: string;
  [detail: string]: unknown;
}

const STORM_REQUESTS = 20;
const SLOW_MS = 3_000;

const WAYS: Readonly<Record<string, (account: KlaviyoAccount, input: Record<string, unknown>) => Did>> = {
  'revoke the key': (account) => {
    account.changeKey({ revoked: true });
    return { did: 'The key is revoked: every call with it is refused.' };
  },
  'take a scope away': (account, { scope = 'events:write' }) => {
    if (!account.key.scopes.includes(String(scope))) throw new StoreRefusal('NOT_FOUND', `The key has no scope "${String(scope)}". It has ${account.key.scopes.join(', ')}.`);
    account.changeKey({ scopes: account.key.scopes.filter((one) => one !== scope) });
    return { did: `The key may no longer ${String(scope)}.` };
  },
  'delete the flow': (account) => {
    const flows = account.flows.all();
    if (flows.length === 0) throw new StoreRefusal('NOT_FOUND', 'The account has no flow.');
    for (const flow of flows) account.flows.remove(flow.id);
    return { did: `Deleted by hand: ${flows.map(({ name }) => name).join(', ')}.` };
  },
  throttle: (account, { requests = STORM_REQUESTS }) => {
    account.weather.throttle = Number(requests);
    return { did: `The next ${account.weather.throttle} requests are throttled.` };
  },
  'be down': (account, { requests = STORM_REQUESTS }) => {
    account.weather.down = Number(requests);
    return { did: `The next ${account.weather.down} requests are answered with 503.` };
  },
  'be slow': (account, { ms = SLOW_MS }) => {
    account.weather.slowMs = Number(ms);
    return { did: `Every answer takes ${account.weather.slowMs} ms.` };
  },
  'bounce the next email': (account, { emails = 1 }) => {
    account.weather.bounce = Number(emails);
    return { did: 'The next email comes back, and its address is suppressed.' };
  },
  'mend it': (account) => {
    Object.assign(account.weather, CALM);
    account.changeKey({ revoked: false, scopes: [...ALL_SCOPES] });
    return { did: 'The key works again, with every scope, and the weather is fine. A deleted flow stays deleted.' };
  },
};

export const KLAVIYO_WAYS: readonly string[] = Object.keys(WAYS);

/** @param input `how` is one of KLAVIYO_WAYS; some take a number more */
export function breakKlaviyo(input: Record<string, unknown>, account: KlaviyoAccount): Did {
  const way = WAYS[String(input.how)];
  if (!way) throw new StoreRefusal('INVALID', `There is no way "${String(input.how)}". There are: ${KLAVIYO_WAYS.join(', ')}.`);
  return way(account, input);
}

/** What the console shows, and a test may wait for. */
export function klaviyoState(account: KlaviyoAccount): Record<string, unknown> {
  const messages = account.messages.all();
  return {
    key: account.key.key, revoked: account.key.revoked, scopes: account.key.scopes,
    profilesMadeByApi: account.profiles.madeByApi().length,
    flows: account.flows.all().map(({ id, name, status }) => ({ id, name, status })),
    messages: { sent: messages.filter(({ state }) => state === 'sent').length, notSent: messages.filter(({ state }) => state !== 'sent').length },
  };
}
