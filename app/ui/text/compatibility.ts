// The words of what fits what, on Guardrails.

const WHY: Record<string, string> = {
  too_many: 'The list is full: it holds 20 rules.',
  no_key: 'Name the option, or what stands before the colon in the tag.',
  too_long: 'A name has 100 characters at most.',
  twice: 'There is such a rule already. Remove that one first.',
};

export const compatibility = {
  title: 'What fits what',
  empty: 'No rule: Setwise goes by what was bought together. Add one where things must fit, such as mount, size or generation.',
  help: 'Where both sides name a value and share none, the product is not offered. Where one side says nothing, it is.',
  listTitle: 'Rules of what fits what',
  option: (key: string) => `Read from the option “${key}”.`,
  tag: (key: string) => `Read from tags such as “${key}:…”.`,
  source: (source: string): string => ({ option: 'Option', tag: 'Tag' })[source] ?? source,
  idle: 'No product has this, so the rule decides nothing.',
  remove: (name: string) => `Remove the rule “${name}”`,
  removeShort: 'Remove',
  addTitle: 'Add a rule',
  from: 'Read from',
  sources: { option: 'A product option', tag: 'Product tags of the form name:value' },
  key: { option: 'Option', tag: 'Tag, before the colon' },
  name: 'What it says',
  nameHelp: 'Rules of one name are compared with each other. Left empty, it is called as it is read.',
  add: 'Add rule',
  refused: (why: string): string => WHY[why] ?? why,
} as const;
