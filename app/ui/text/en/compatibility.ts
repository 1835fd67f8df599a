// The words of what fits what, on Guardrails.

const WHY: Record<string, string> = {
  too_many: 'The list is full: it holds 20 rules.',
  no_key: 'Name the option, what stands before the colon in the tag, or the metafield.',
  not_a_metafield: 'Write a metafield by its namespace and key, such as specs.mount.',
  too_long: 'A name has 100 characters at most.',
  twice: 'There is such a rule already. Remove that one first.',
};

export const compatibility = {
  title: 'What fits what',
  empty: 'No rule: Setwise goes by what was bought together. Add one where things must fit, such as mount, size or generation.',
  help: 'Where both sides name a value and share none, the product is not offered. Where one side says nothing, it is.',
  listTitle: 'Rules of what fits what',
  option: (key: string) => `Read from the option “${key}”.`,
  metafield: (key: string) => `Read from the product metafield “${key}”.`,
  reading: 'Setwise is reading which products have it.',
  tag: (key: string) => `Read from tags such as “${key}:…”.`,
  source: (source: string): string => ({ option: 'Option', tag: 'Tag', metafield: 'Metafield' })[source] ?? source,
  idle: 'No product has this, so the rule decides nothing.',
  remove: (name: string) => `Remove the rule “${name}”`,
  removeShort: 'Remove',
  addTitle: 'Add a rule',
  from: 'Read from',
  sources: { option: 'A product option', tag: 'Product tags of the form name:value', metafield: 'A product metafield' },
  key: { option: 'Option', tag: 'Tag, before the colon', metafield: 'Metafield, namespace.key' },
  name: 'What it says',
  nameHelp: 'Rules of one name are compared with each other. Left empty, it is called as it is read.',
  add: 'Add rule',
  refused: (why: string): string => WHY[why] ?? why,
} as const;
