// Templates: HTML of one's own only. A flow copies what it is given, so a change here changes no flow.
import type { KlaviyoAccount } from '../account.ts';
import { KlaviyoRefusal, notFound } from '../refusal.ts';
import { createTemplate, readBody, renderTemplate, requireSameId, updateTemplate } from '../requests.ts';
import { render, TemplateProblem } from '../template.ts';
import type { TemplateRecord } from '../types.ts';
import { answer, BURST, type Call, type Endpoint, listPage, one, type Resource, withFields } from './endpoint.ts';

const TEMPLATE_LIMIT = 1_000;
const SCOPES = { read: ['templates:read'], write: ['templates:write'] };

export function templateResource({ id, name, editorType, html, text, created, updated }: TemplateRecord, base: string): Resource {
  return { type: 'template', id, attributes: { name, editor_type: editorType, html, text, amp: null, created, updated }, links: { self: `${base}/api/templates/${id}/` } };
}

/** One that can be changed: not there, or a flow's own copy, are the same 404 to whoever asks. */
function changeable(account: KlaviyoAccount, id: string): TemplateRecord {
  const template = account.templates.get(id);
  if (!template || template.copyInFlow) throw notFound('template', id);
  return template;
}

const create = (call: Call) => {
  const { account, body, base } = call;
  const { name, html, text } = readBody(createTemplate, body, 'template').data.attributes;
  if (account.templates.all().filter((template) => !template.copyInFlow).length >= TEMPLATE_LIMIT)
    throw new KlaviyoRefusal(400, 'template_limit', 'Template limit reached.', `An account holds at most ${TEMPLATE_LIMIT} templates.`);
  const at = account.second();
  return one(call, templateResource(account.templates.save({ id: account.newId(), name, editorType: 'CODE', html: html ?? '', text: text ?? null, created: at, updated: at, copyInFlow: false }), base), 201);
};

const list = (call: Call) => {
  const date = { operators: ['equals', 'greater-or-equal', 'greater-than', 'less-or-equal', 'less-than'] };
  const { records, links } = listPage(call, '/api/templates', call.account.templates.all().filter((template) => !template.copyInFlow), {
    filters: {
      id: { operators: ['any', 'equals'], read: ({ id }) => id },
      name: { operators: ['any', 'contains', 'equals'], read: ({ name }) => name },
      created: { ...date, read: ({ created }) => created },
      updated: { ...date, read: ({ updated }) => updated },
    },
    sorts: { id: ({ id }) => id, name: ({ name }) => name, created: ({ created }) => created, updated: ({ updated }) => updated },
    defaultSort: 'id',
    pageSize: { otherwise: 10, most: 10 },
  });
  return answer({ data: records.map((template) => withFields(templateResource(template, call.base), call.query)), links });
};

const update = (call: Call) => {
  const { data } = readBody(updateTemplate, call.body, 'template');
  const { id = '' } = call.params;
  requireSameId(data.id, id, 'template');
  const { name, html, text } = data.attributes;
  const template = changeable(call.account, id);
  return one(call, templateResource(call.account.templates.save({
    ...template, name: name ?? template.name, html: html ?? template.html, text: text === undefined ? template.text : text, updated: call.account.second(),
  }), call.base));
};

const remove = ({ account, params: { id = '' } }: Call) => {
  // As recorded: a flow's copy outlives everything, and says so with a conflict.
  if (account.templates.get(id)?.copyInFlow) throw new KlaviyoRefusal(409, 'conflict', 'Conflict.', 'The template is in use by a flow message.', { pointer: '/data/id' });
  account.templates.remove(changeable(account, id).id);
  return { status: 204 };
};

const preview = (call: Call) => {
  const { data } = readBody(renderTemplate, call.body, 'template');
  const template = changeable(call.account, data.id);
  try {
    const html = render(template.html, data.attributes.context, 'preview');
    return one(call, templateResource({ ...template, html, text: template.text && render(template.text, data.attributes.context, 'preview') }, call.base), 201);
  } catch (error) {
    if (error instanceof TemplateProblem) throw new KlaviyoRefusal(400, 'template_render_error', 'Template render error.', error.message, { pointer: '/data/attributes' });
    throw error;
  }
};

export const templateEndpoints: readonly Endpoint[] = [
  { operation: 'get_templates', method: 'GET', path: '/api/templates', scopes: SCOPES.read, limit: BURST.xl, query: ['fields[template]', 'filter', 'page[cursor]', 'page[size]', 'sort'], handle: list },
  { operation: 'create_template', method: 'POST', path: '/api/templates', scopes: SCOPES.write, limit: BURST.xl, query: ['fields[template]'], handle: create },
  {
    operation: 'get_template', method: 'GET', path: '/api/templates/:id', scopes: SCOPES.read, limit: BURST.xl, query: ['fields[template]'],
    handle: (call) => one(call, templateResource(changeable(call.account, call.params.id ?? ''), call.base)),
  },
  { operation: 'update_template', method: 'PATCH', path: '/api/templates/:id', scopes: SCOPES.write, limit: BURST.xl, query: ['fields[template]'], handle: update },
  { operation: 'delete_template', method: 'DELETE', path: '/api/templates/:id', scopes: SCOPES.write, limit: BURST.xl, query: [], handle: remove },
  { operation: 'render_template', method: 'POST', path: '/api/template-render', scopes: SCOPES.read, limit: BURST.m, query: ['fields[template]'], handle: preview },
];
