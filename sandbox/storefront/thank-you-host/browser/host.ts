// Hosts the extension's bundle, as it was built, where Shopify would: gives it the published API and components and nothing
// else, and shows in red what it asks beyond.
import type { HostContext } from '../context.ts';
import type { PublishedTypes } from '../published-types.ts';
import { apiValues } from './api-values.ts';
import { defineElements, hostedDocument } from './elements.ts';
import { refuseIn, show } from './refuse.ts';
import { strictApi } from './strict-api.ts';

/** Globals of a page that a worker, where extensions run, does not have. */
const NOT_IN_A_WORKER = ['window', 'localStorage', 'sessionStorage', 'parent', 'top', 'frames'];

export interface Hosting {
  place: HTMLElement;
  context: HostContext;
  types: PublishedTypes;
  /** The bundle's text. */
  bundle: string;
  stylesheet: string;
}

/** @throws HostRefusal, or whatever the extension throws; shown in the page in either case */
export async function hostExtension({ place, context, types, bundle, stylesheet }: Hosting): Promise<void> {
  const refuse = refuseIn(place);
  const { target } = context;
  const registered = new Map<string, (...args: unknown[]) => unknown>();
  const values = {
    ...apiValues(context, refuse),
    extend: (name: string, run: (...args: unknown[]) => unknown) => registered.set(name, run),
    setSignals: () => {},
  };
  const api = strictApi(types.api, values, target, refuse);
  // Of its own: what the extension draws into it replaces all that is there.
  const body = place.appendChild(document.createElement('div'));
  defineElements(types.components, refuse, stylesheet);
  (globalThis as { shopify?: unknown }).shopify = api;
  try {
    new Function('shopify', 'document', ...NOT_IN_A_WORKER, bundle)(api, hostedDocument(body, types.components, target, refuse));
    const run = registered.get(target) ?? refuse(`The bundle registers nothing for ${target}.`);
    await run(api);
  } catch (error) {
    if (!place.querySelector('[data-host-refusal]')) show(place, error instanceof Error ? error.message : String(error));
    throw error;
  }
}
