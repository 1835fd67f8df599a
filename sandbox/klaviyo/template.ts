// Klaviyo's templates are Django's; liquidjs reads the part of them that emails use. Where Klaviyo prints nothing for what
// an event lacks, a flow here refuses it, so that a template and its event that drifted apart are noticed before a person
// reads a gap. `|default:` and `{% if %}` may ask for what is not there. What Liquid has and Django has not is refused, or a
// template would work here and nowhere else. Filters inside a condition are not modelled.
import { Liquid, type Template } from 'liquidjs';

export interface MessageAddresses {
  /** Where preferences are managed too. */
  unsubscribe: string;
  webView: string;
}

export class TemplateProblem extends Error {}

const LIQUID_ONLY_TAG = /\{%-?\s*(assign|capture|case|when|unless|elsif|tablerow|increment|decrement|render|layout|block|echo|liquid|raw|break|continue)\b/;
const LIQUID_ONLY_PLACE = /\{[{%]-|-[%}]\}|\bforloop\.(?:index0?|rindex0?|length)\b/;
/** Django takes no space between a filter's colon and its argument. */
const SPACE_AFTER_COLON = /\{[{%][^}]*\|\s*\w+:\s[^}]*\}/;
const LINK_TAGS = [['unsubscribe', 'unsubscribe', 'Unsubscribe'], ['manage_preferences', 'unsubscribe', 'Manage preferences'], ['web_view', 'webView', 'View in browser']] as const;
const SHARED_FILTERS = new Set(['default', 'escape', 'first', 'join', 'last', 'slice']);

const ownAddress = (addresses: Partial<MessageAddresses> | undefined, name: keyof MessageAddresses): string => addresses?.[name] ?? '#';

function engine(strict: boolean, escaped: boolean): Liquid {
  const liquid = new Liquid({
    strictFilters: true, strictVariables: strict, lenientIf: true, jsTruthy: true, ownPropertyOnly: true, cache: 200, ...(escaped ? { outputEscape: 'escape' as const } : {}),
  });
  for (const name of Object.keys(liquid.filters)) if (!SHARED_FILTERS.has(name)) delete liquid.filters[name];
  liquid.registerFilter('safe', { raw: true, handler: (value: unknown) => value });
  liquid.registerFilter('lookup', (value: unknown, name: string) => {
    const found = (value as Record<string, unknown> | null | undefined)?.[name];
    if (found === undefined && strict) throw new TemplateProblem(`event|lookup:'${name}'`);
    return found;
  });
  liquid.registerFilter('lower', (value: unknown) => String(value ?? '').toLowerCase());
  liquid.registerFilter('upper', (value: unknown) => String(value ?? '').toUpperCase());
  liquid.registerFilter('title', (value: unknown) => String(value ?? '').toLowerCase().replace(/(^|\s)\S/g, (sign) => sign.toUpperCase()));
  liquid.registerFilter('length', (value: unknown) => (Array.isArray(value) || typeof value === 'string' ? value.length : 0));
  liquid.registerFilter('urlencode', (value: unknown) => encodeURIComponent(String(value ?? '')));
  liquid.registerFilter('floatformat', (value: unknown, places = 1) => Number(value).toFixed(Math.abs(Number(places))));
  for (const [tag, name, words] of LINK_TAGS) {
    const address = (scope: { environments: object }): string => ownAddress((scope.environments as { addresses?: MessageAddresses }).addresses, name);
    liquid.registerTag(tag, {
      parse(token) {
        this.words = token.args.trim().replace(/^(['"])(.*)\1$/, '$2') || words;
      },
      render(context) {
        return `<a href="${address(context)}">${String(this.words)}</a>`;
      },
    });
    liquid.registerTag(`${tag}_link`, { parse: () => {}, render: address });
  }
  return liquid;
}

const ENGINES = { flow: engine(true, true), flowText: engine(true, false), preview: engine(false, true) };

/**
 * @param how `flow` refuses what the context lacks and escapes HTML; `flowText` does not escape; `preview` prints nothing
 * @throws TemplateProblem with a sentence: a syntax error, or what the context lacks
 */
export function render(template: string, context: Record<string, unknown>, how: keyof typeof ENGINES, addresses?: MessageAddresses): string {
  const liquid = ENGINES[how];
  try {
    const parsed: Template[] = liquid.parse(fromDjango(template));
    return String(liquid.renderSync(parsed, { ...(withoutEmptyLists(context) as object), addresses }));
  } catch (error) {
    throw error instanceof TemplateProblem ? error : new TemplateProblem(sentenceFor(error as Error));
  }
}

function fromDjango(template: string): string {
  const foreign = LIQUID_ONLY_TAG.exec(template) ?? LIQUID_ONLY_PLACE.exec(template) ?? SPACE_AFTER_COLON.exec(template);
  if (foreign) throw new TemplateProblem(`The template has a syntax error: "${foreign[0]}" is Liquid's, not Klaviyo's.`);
  return template.replace(/\bforloop\.counter(0?)\b/g, 'forloop.index$1').replace(/\{%(-?)\s*elif\b/g, '{%$1 elsif').replace(/\{%(-?)\s*empty\s*(-?)%\}/g, '{%$1 else $2%}').replace(/\{#[\s\S]*?#\}/g, '');
}

/** An empty list is false to Django and true to Liquid; nothing is false to both, and has no item either. */
function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(withoutEmptyLists);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutEmptyLists(each)]));
}

function sentenceFor(error: Error): string {
  const lacking = /undefined variable: ([^,\s]+)/.exec(error.message)?.[1] ?? (error.message.includes('lookup:') ? /event\|lookup:'[^']*'/.exec(error.message)?.[0] : undefined);
  if (lacking) return `The template asks for {{ ${lacking} }}, which the event lacks.`;
  return `The template has a syntax error: ${error.message.split('\n')[0]}`;
}
