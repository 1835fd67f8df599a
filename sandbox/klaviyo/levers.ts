// What the console does to the Klaviyo account: its key, its flow, its weather. Each says in a sentence what it did.
import { StoreRefusal } from '../store/refusal.ts';
import { ALL_SCOPES, CALM, type KlaviyoAccount } from './account.ts';

interface Did {
  did: string;
  [detail: string]: unknown;
}

const STORM_REQUESTS = 20;
const SLOW_MS = 3_000;

/** What 'edit the template' wrote, and no more. */
const EDITED = /<!-- edited by hand --><p>[\s\S]*?<\/p>/g;

function flowsOf(account: KlaviyoAccount) {
  const flows = account.flows.all();
  if (flows.length === 0) throw new StoreRefusal('NOT_FOUND', 'The account has no flow.');
  return flows;
}

const copiesOf = (account: KlaviyoAccount) => account.templates.all().filter(({ copyInFlow }) => copyInFlow);

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
    const flows = flowsOf(account);
    for (const flow of flows) account.flows.remove(flow.id);
    return { did: `Deleted by hand: ${flows.map(({ name }) => name).join(', ')}.` };
  },
  'pause the flow': (account) => {
    for (const flow of flowsOf(account)) account.flows.save({ ...flow, status: 'draft' });
    return { did: 'The flow is a draft: it sends nothing.' };
  },
  'set the flow live': (account) => {
    for (const flow of flowsOf(account)) account.flows.save({ ...flow, status: 'live' });
    return { did: 'The flow is live.' };
  },
  'edit the template': (account, { asks = '{{ event.loyalty_points }}' }) => {
    for (const template of copiesOf(account)) account.templates.save({ ...template, html: template.html.replace(/(<\/body>|$)/, `<!-- edited by hand --><p>${String(asks)}</p>$1`) });
    return { did: `The flow's email now asks for ${String(asks)}, which no event has.` };
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
    for (const template of copiesOf(account)) account.templates.save({ ...template, html: template.html.replace(EDITED, '') });
    return { did: 'The key works again, with every scope, the weather is fine, the email asks for what it did before. A deleted or paused flow stays so.' };
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
