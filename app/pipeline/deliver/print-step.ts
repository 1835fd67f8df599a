// Prints a message with the very template that Klaviyo is given, as Klaviyo would: for a preview. Klaviyo's templates are
// Django's; of them ours asks for no more than liquidjs reads, besides the links that only Klaviyo can fill.
import { Liquid } from 'liquidjs';
import type { StepReady } from '#app/contract/klaviyo/step-ready.ts';
import { STEP_TEMPLATE_HTML, STEP_TEMPLATE_TEXT } from '../publish/klaviyo/step-template.ts';

export interface PrintedStep {
  subject: string;
  preview: string;
  html: string;
  text: string;
}

/** Klaviyo fills them at sending, for one recipient. */
const LINK_TAGS = ['unsubscribe', 'manage_preferences'];

function engine(outputEscape: 'escape' | undefined): Liquid {
  const liquid = new Liquid({ strictFilters: true, jsTruthy: true, ownPropertyOnly: true, ...(outputEscape ? { outputEscape } : {}) });
  for (const tag of LINK_TAGS) {
    liquid.registerTag(tag, {
      parse(token) {
        this.words = token.args.trim().replace(/^'(.*)'$/, '$1');
      },
      render() {
        return `<a href="#">${String(this.words)}</a>`;
      },
    });
    liquid.registerTag(`${tag}_link`, { parse: () => {}, render: () => '#' });
  }
  return liquid;
}

const ENGINES = { html: engine('escape'), text: engine(undefined) };

/** @param organization the sender, as Klaviyo prints it below */
export function printStep(event: StepReady, organization: { name: string; full_address: string }): PrintedStep {
  // An empty list is false to Django and true to Liquid; nothing is false to both.
  const scope = { event: { ...event, others: event.others.length > 0 ? event.others : null }, organization };
  return {
    subject: event.subject,
    preview: event.preview,
    html: String(ENGINES.html.parseAndRenderSync(STEP_TEMPLATE_HTML, scope)),
    text: String(ENGINES.text.parseAndRenderSync(STEP_TEMPLATE_TEXT, scope)),
  };
}
