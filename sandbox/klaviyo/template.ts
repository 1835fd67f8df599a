// Klaviyo's templates are Django's; liquidjs reads the part of them that emails use. Where Klaviyo prints nothing for what
// an event lacks, a flow here refuses it, so that a template and its event that drifted apart are noticed before a person
// reads a gap. `|default:` and `{% if %}` may ask for what is not there. Filters inside a condition are not modelled.
import { Liquid, type Template } from 'liquidjs';

export interface MessageAddresses {
  unsubscribe: string;
  webView: string;
}

export class TemplateProblem extends Error {}

const ownAddress = (addresses: Partial<MessageAddresses> | undefined, name: keyof MessageAddresses): string => addresses?.[name] ?? '#';

function engine(strict: boolean, escaped: boolean): Liquid {
  const liquid = new Liquid({
    strictFilters: true, strictVariables: strict, lenientIf: true, ownPropertyOnly: true, cache: 200, ...(escaped ? { outputEscape: 'escape' as const } : {}),
  });
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
  for (const [tag, name, words] of [['unsubscribe', 'unsubscribe', 'Unsubscribe'], ['manage_preferences', 'unsubscribe', 'Manage preferences'], ['web_view', 'webView', 'View in browser']] as const) {
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
    return String(liquid.renderSync(parsed, { ...context, addresses }));
  } catch (error) {
    throw new TemplateProblem(sentenceFor(error as Error));
  }
}

const fromDjango = (template: string): string =>
  template.replace(/\{%(-?)\s*elif\b/g, '{%$1 elsif').replace(/\{%(-?)\s*empty\s*(-?)%\}/g, '{%$1 else $2%}').replace(/\{#[\s\S]*?#\}/g, '');

function sentenceFor(error: Error): string {
  const lacking = /undefined variable: ([^,\s]+)/.exec(error.message)?.[1] ?? (error.message.includes('lookup:') ? /event\|lookup:'[^']*'/.exec(error.message)?.[0] : undefined);
  if (lacking) return `The template asks for {{ ${lacking} }}, which the event lacks.`;
  return `The template has a syntax error: ${error.message.split('\n')[0]}`;
}
