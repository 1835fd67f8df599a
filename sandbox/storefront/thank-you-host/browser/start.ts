// The page's script: every place that waits for an extension gets it.
import type { HostContext } from '../context.ts';
import type { PublishedTypes } from '../published-types.ts';
import { hostExtension } from './host.ts';
import { show } from './refuse.ts';

const ELEMENT_STYLES = `
  :host { min-width: 0; }
  * { box-sizing: border-box; }
  h2, h3, p { margin: 0; } h2 { font: 500 1.3rem/1.2 var(--serif); } h3 { font: 600 1rem/1.3 var(--sans); }
  a { color: inherit; } small { font-size: 0.875rem; }
  .button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: 0.5rem 1.4rem; border: 1px solid var(--spruce); border-radius: var(--buttons-radius); background: var(--spruce); color: #fff; font: 600 1rem/1.2 var(--sans); text-decoration: none; cursor: pointer; }
  .button--secondary { background: transparent; color: var(--spruce); }
  :focus-visible { outline: 2px solid var(--spruce); outline-offset: 3px; }`;

for (const place of document.querySelectorAll<HTMLElement>('[data-extension-target]')) void start(place);

async function start(place: HTMLElement): Promise<void> {
  const context = JSON.parse(place.querySelector('script')?.textContent ?? '{}') as HostContext;
  try {
    const [types, bundle] = await Promise.all([got(context.urls.types), got(context.urls.bundle)]);
    await hostExtension({ place, context, types: (await types.json()) as PublishedTypes, bundle: await bundle.text(), stylesheet: ELEMENT_STYLES });
  } catch (error) {
    if (!place.querySelector('[data-host-refusal]')) show(place, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

async function got(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return answer;
}
