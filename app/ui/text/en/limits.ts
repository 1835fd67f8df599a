// The words of what is offered only to some, on Guardrails.

const SCOPES: Record<string, string> = { product: 'Product', type: 'Product type', vendor: 'Vendor', tag: 'Product tag' };
const BADGES: Record<string, string> = { product: 'Product', type: 'Type', vendor: 'Vendor', tag: 'Tag' };
const WHY: Record<string, string> = {
  too_many: 'The list is full: it holds 200 limits.',
  not_an_id: 'Choose a product first.',
  no_value: 'Say what is limited: up to 255 characters.',
  twice: 'It has such a limit already. Remove that one first.',
  no_such_day: 'No year has such a day.',
  no_country: 'Write countries as two letters each, such as DE, AT.',
  no_tag: 'Name the tag of those customers.',
};

export const limits = {
  title: 'Offered only to some',
  empty: 'Everything may be offered to everybody, anywhere, all year. Limit what is for some only: what needs an age, what one country allows, what has its season.',
  help: 'What is limited is shown once Setwise knows who asks; it is never shown before. Several limits hold together.',
  listTitle: 'What is offered only to some',
  scope: (scope: string): string => SCOPES[scope] ?? scope,
  badge: (scope: string): string => BADGES[scope] ?? scope,
  season: (from: string, to: string) => `Offered from ${from} to ${to}, every year.`,
  region: (countries: string) => `Offered only in ${countries}, and not where the country is not known.`,
  age: (tag: string) => `Offered only to customers tagged ${tag}, who are old enough.`,
  company: (tag: string) => `Offered only to customers tagged ${tag}, who buy for a company.`,
  idle: 'Nothing in your catalogue falls under this, so it limits nothing.',
  remove: (title: string) => `Remove the limit on ${title}`,
  removeShort: 'Remove',
  addTitle: 'Add a limit',
  what: 'What is limited',
  value: (scope: string): string => ({ type: 'Product type', vendor: 'Vendor', tag: 'Product tag' })[scope] ?? 'Product',
  choose: 'Choose a product',
  chosen: (title: string) => `Chosen: ${title}`,
  kind: 'How',
  kinds: { season: 'By season', region: 'By country', age: 'By age', company: 'To companies' },
  from: 'First day',
  fromMonth: 'First month',
  to: 'Last day',
  toMonth: 'Last month',
  countries: 'Countries',
  countriesHelp: 'Two letters each, such as DE, AT.',
  tag: 'Customer tag',
  ageHelp: 'By which you mark who is old enough. Of everybody else the age is not known.',
  companyHelp: 'By which you mark who buys for a company. Shopify tells apps of companies only in some plans.',
  add: 'Add limit',
  refused: (why: string): string => WHY[why] ?? why,
} as const;
