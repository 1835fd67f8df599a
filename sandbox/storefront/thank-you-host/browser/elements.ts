// The `s-*` elements: custom elements that take exactly what the published types of their component say, and draw it.
// Everything else that could be set on an element of a page is refused: at Shopify there is no page behind them.
import type { PublishedTypes, Values } from '../published-types.ts';
import { DRAWINGS } from './drawings.ts';
import type { Refuse } from './refuse.ts';

type Properties = Record<string, Values>;

/**
 * Defines an element for every published component that is drawn; the browser keeps them for the life of the page.
 * @param stylesheet what each brings into its shadow root
 */
export function defineElements(components: PublishedTypes['components'], refuse: Refuse, stylesheet: string): void {
  for (const [tag, properties] of Object.entries(components)) {
    const draw = DRAWINGS[tag];
    if (draw && !customElements.get(tag)) customElements.define(tag, elementClass(tag, properties, draw, refuse, stylesheet));
  }
}

/** What an extension has for a document: it creates elements, and the body to put them in. */
export function hostedDocument(body: HTMLElement, components: PublishedTypes['components'], target: string, refuse: Refuse): object {
  const create = (tag: string): Element => {
    if (!(tag in components)) return refuse(`<${tag}> is not a published component of ${target}.`);
    if (!DRAWINGS[tag]) return refuse(`<${tag}> is published, but the sandbox does not draw it.`);
    return document.createElement(tag);
  };
  const parts: Record<string, unknown> = {
    body,
    documentElement: body,
    createElement: create,
    createElementNS: (_namespace: string | null, tag: string) => create(tag),
    createTextNode: (data: string) => document.createTextNode(data),
  };
  return new Proxy(parts, { get: (_, name) => (typeof name === 'symbol' || name in parts ? parts[name as string] : refuse(`document.${name} is not there for an extension.`)) });
}

function elementClass(tag: string, properties: Properties, draw: (typeof DRAWINGS)[string], refuse: Refuse, stylesheet: string): CustomElementConstructor {
  const values = new WeakMap<HTMLElement, Map<string, unknown>>();
  const byAttribute = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  class Hosted extends HTMLElement {
    connectedCallback(): void {
      redraw(this);
    }
    override setAttribute(name: string, value: string): void {
      const property = byAttribute.get(name.toLowerCase());
      if (!property) refuse(`<${tag}> has no property "${name}".`);
      (this as unknown as Record<string, unknown>)[property] = value;
    }
    override removeAttribute(name: string): void {
      const property = byAttribute.get(name.toLowerCase());
      if (property) (this as unknown as Record<string, unknown>)[property] = undefined;
    }
    override addEventListener(...[type, ...rest]: Parameters<HTMLElement['addEventListener']>): void {
      if (!byAttribute.has(`on${type.toLowerCase()}`)) refuse(`<${tag}> has no event "${type}".`);
      super.addEventListener(type, ...rest);
    }
  }
  const redraw = (element: HTMLElement): void => {
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    root.innerHTML = `<style>${stylesheet}</style>${draw((name) => values.get(element)?.get(name))}`;
  };
  for (const [name, { get }] of settable()) if (!(name in properties) && get) Object.defineProperty(Hosted.prototype, name, { configurable: true, get, set: () => refuse(`<${tag}> has no property "${name}".`) });
  for (const [name, allowed] of Object.entries(properties)) {
    Object.defineProperty(Hosted.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return values.get(this)?.get(name) ?? '';
      },
      set(this: HTMLElement, value: unknown) {
        if (!takes(allowed, value)) refuse(`<${tag} ${name}> cannot be ${JSON.stringify(value)}: it takes ${said(allowed)}.`);
        values.set(this, (values.get(this) ?? new Map<string, unknown>()).set(name, value));
        if (this.isConnected) redraw(this);
      },
    });
  }
  return Hosted;
}

/** What a page's element lets be set: title, className, style, innerHTML … */
function settable(): [name: string, descriptor: PropertyDescriptor][] {
  return [HTMLElement.prototype, Element.prototype].flatMap((prototype) => Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([name, { set }]) => set && !name.startsWith('on')));
}

function takes(allowed: Values, value: unknown): boolean {
  // Empty is how a property is taken away again, and how an attribute says true.
  if (allowed === null || value === undefined || value === null || value === '') return true;
  return allowed.literals.includes(value as string) || allowed.patterns.some((pattern) => new RegExp(`^${pattern}$`).test(String(value)));
}

const said = (allowed: Values): string => [...(allowed?.literals ?? []), ...(allowed?.patterns ?? [])].map((value) => JSON.stringify(value)).join(', ');
