// Flows: made as drafts, with ids in place of the temporary ones and the template copied into the message; switched on by
// their status, which is every action's too.
import type { KlaviyoAccount } from '../account.ts';
import { invalid, notFound } from '../refusal.ts';
import { createFlow, type FlowAction, type FlowDefinition, readBody, requireSameId, updateFlow, updateFlowAction } from '../requests.ts';
import type { FlowRecord } from '../types.ts';
import { answer, BURST, type Call, type Endpoint, listPage, one, type Resource, withFields } from './endpoint.ts';
import { templateResource } from './templates.ts';

const SCOPES = { read: ['flows:read'], write: ['flows:write'] };
const DEFINITION = '/data/attributes/definition';

function flowResource({ id, name, status, definition, created, updated }: FlowRecord, { base, query }: Call, always = false): Resource {
  const link = (what: string) => ({ self: `${base}/api/flows/${id}/relationships/${what}/`, related: `${base}/api/flows/${id}/${what}/` });
  const full = always || query.get('additional-fields[flow]')?.split(',').includes('definition');
  return {
    type: 'flow', id,
    attributes: { name, status, archived: false, created, updated, trigger_type: 'Metric', ...(full ? { definition } : {}) },
    relationships: {
      'flow-actions': { data: definition.actions.map((action) => ({ type: 'flow-action', id: action.id })), links: link('flow-actions') },
      tags: { data: [], links: link('tags') },
    },
    links: { self: `${base}/api/flows/${id}/` },
  };
}

function flowNamed(account: KlaviyoAccount, id: string): FlowRecord {
  const flow = account.flows.get(id);
  if (!flow) throw notFound('flow', id);
  return flow;
}

const create = (call: Call) => {
  const { account, body } = call;
  const { name, definition } = readBody(createFlow, body, 'flow').data.attributes;
  const at = account.second();
  const flow = account.flows.save({ id: account.newId(), name, status: 'draft', definition: adopt(account, definition), created: at, updated: at });
  return one(call, flowResource(flow, call, true), 201);
};

/** Replaces temporary ids, copies templates, and refuses what leads nowhere. */
function adopt(account: KlaviyoAccount, definition: FlowDefinition): FlowDefinition {
  const [trigger] = definition.triggers;
  if (!trigger || !account.metrics.get(trigger.id)) throw invalid(`A metric with id ${trigger?.id} does not exist.`, { pointer: `${DEFINITION}/triggers/0/id` });
  const ids = new Map(definition.actions.map(({ temporary_id: temporary }, index) => {
    if (!temporary) throw invalid("'temporary_id' is a required field for a new action.", { pointer: `${DEFINITION}/actions/${index}/temporary_id` });
    return [temporary, account.newId()];
  }));
  const idOf = (temporary: string, pointer: string): string => {
    const id = ids.get(temporary);
    if (!id) throw invalid(`There is no action with temporary_id '${temporary}'.`, { pointer: DEFINITION + pointer });
    return id;
  };
  return {
    ...definition,
    entry_action_id: idOf(definition.entry_action_id, '/entry_action_id'),
    actions: definition.actions.map((action, index) => {
      const { temporary_id: temporary, ...rest } = withCopies(account, action, `${DEFINITION}/actions/${index}`);
      const next = action.links?.next;
      return { ...rest, id: ids.get(temporary ?? '') as string, links: { next: next ? idOf(next, `/actions/${index}/links/next`) : null } };
    }),
  };
}

function withCopies(account: KlaviyoAccount, action: FlowAction, pointer: string): FlowAction {
  if (action.type === 'send-webhook') return { ...action, data: { ...action.data, message: { ...action.data.message, id: account.newId() } } };
  const { message } = action.data;
  const template = account.templates.get(message.template_id);
  if (!template) throw invalid(`A template with id ${message.template_id} does not exist.`, { pointer: `${pointer}/data/message/template_id` });
  const copy = account.templates.save({ ...template, id: account.newId(), copyInFlow: true });
  return { ...action, data: { ...action.data, message: { ...message, id: message.id ?? account.newId(), template_id: copy.id } } };
}

const list = (call: Call) => {
  const { records, links } = listPage(call, '/api/flows', call.account.flows.all(), {
    filters: {
      id: { operators: ['any'], read: ({ id }) => id },
      name: { operators: ['contains', 'ends-with', 'equals', 'starts-with'], read: ({ name }) => name },
      status: { operators: ['equals'], read: ({ status }) => status },
    },
    sorts: { id: ({ id }) => id, name: ({ name }) => name, status: ({ status }) => status, created: ({ created }) => created, updated: ({ updated }) => updated },
    defaultSort: 'id',
    pageSize: { otherwise: 50, most: 50 },
  });
  return answer({ data: records.map((flow) => withFields(flowResource(flow, call), call.query)), links });
};

const update = (call: Call) => {
  const { account, params: { id = '' }, body } = call;
  const { data } = readBody(updateFlow, body, 'flow');
  requireSameId(data.id, id, 'flow');
  const flow = flowNamed(account, id);
  const { status } = data.attributes;
  const actions = flow.definition.actions.map((action): FlowAction =>
    action.type === 'send-email' ? { ...action, data: { ...action.data, status } } : { ...action, data: { ...action.data, status } });
  return one(call, flowResource(account.flows.save({ ...flow, status, definition: { ...flow.definition, actions }, updated: account.second() }), call));
};

const updateAction = (call: Call) => {
  const { account, params: { id = '' }, body, base } = call;
  const { data } = readBody(updateFlowAction, body, 'flow-action');
  requireSameId(data.id, id, 'flow-action');
  const flow = account.flows.all().find(({ definition }) => definition.actions.some((action) => action.id === id));
  const before = flow?.definition.actions.find((action) => action.id === id);
  if (!flow || !before) throw notFound('flow-action', id);
  const { temporary_id: _ignored, ...wanted } = data.attributes.definition;
  if (wanted.type !== before.type) throw invalid("The type of an action can't be changed.", { pointer: `${DEFINITION}/type` });
  const unchangedCopy = wanted.type === 'send-email' && before.type === 'send-email' && wanted.data.message.template_id === before.data.message.template_id;
  const after: FlowAction = { ...(unchangedCopy ? wanted : withCopies(account, wanted, DEFINITION)), id, links: before.links };
  account.flows.save({ ...flow, definition: { ...flow.definition, actions: flow.definition.actions.map((action) => (action.id === id ? after : action)) }, updated: account.second() });
  const link = (what: string) => ({ self: `${base}/api/flow-actions/${id}/relationships/${what}/`, related: `${base}/api/flow-actions/${id}/${what}/` });
  return one(call, {
    type: 'flow-action', id, attributes: { created: flow.created, updated: account.second(), definition: after },
    relationships: { flow: { data: { type: 'flow', id: flow.id }, links: link('flow') }, 'flow-messages': { data: [{ type: 'flow-message', id: after.data.message.id }], links: link('flow-messages') } },
    links: { self: `${base}/api/flow-actions/${id}/` },
  });
};

/** The flow's own copy: here alone it can be read. */
const templateOfMessage = (call: Call) => {
  const { account, params: { id = '' } } = call;
  const message = account.flows.all().flatMap(({ definition }) => definition.actions).find((action) => action.data.message.id === id);
  const template = message?.type === 'send-email' ? account.templates.get(message.data.message.template_id) : undefined;
  if (!template) throw notFound(message ? 'template' : 'flow-message', id);
  return one(call, templateResource(template, call.base));
};

export const flowEndpoints: readonly Endpoint[] = [
  { operation: 'get_flows', method: 'GET', path: '/api/flows', scopes: SCOPES.read, limit: BURST.m, query: ['fields[flow]', 'filter', 'page[cursor]', 'page[size]', 'sort'], handle: list },
  { operation: 'create_flow', method: 'POST', path: '/api/flows', scopes: SCOPES.write, limit: BURST.sDaily, query: ['additional-fields[flow]', 'fields[flow]'], handle: create },
  {
    operation: 'get_flow', method: 'GET', path: '/api/flows/:id', scopes: SCOPES.read, limit: BURST.m, query: ['additional-fields[flow]', 'fields[flow]'],
    handle: (call) => one(call, flowResource(flowNamed(call.account, call.params.id ?? ''), call)),
  },
  { operation: 'update_flow', method: 'PATCH', path: '/api/flows/:id', scopes: SCOPES.write, limit: BURST.m, query: ['fields[flow]'], handle: update },
  {
    operation: 'delete_flow', method: 'DELETE', path: '/api/flows/:id', scopes: SCOPES.write, limit: BURST.m, query: [],
    handle: ({ account, params: { id = '' } }) => {
      account.flows.remove(flowNamed(account, id).id);
      return { status: 204 };
    },
  },
  { operation: 'update_flow_action', method: 'PATCH', path: '/api/flow-actions/:id', scopes: SCOPES.write, limit: BURST.m, query: ['fields[flow-action]'], handle: updateAction },
  { operation: 'get_template_for_flow_message', method: 'GET', path: '/api/flow-messages/:id/template', scopes: ['templates:read'], limit: BURST.m, query: ['fields[template]'], handle: templateOfMessage },
];
