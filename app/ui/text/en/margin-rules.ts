// The words of floors and costs of parts of the range, on Guardrails.

const SCOPES: Record<string, string> = { product: 'Product', type: 'Product type', vendor: 'Vendor' };
const BADGES: Record<string, string> = { product: 'Product', type: 'Type', vendor: 'Vendor' };
const WHY: Record<string, string> = {
  too_many: 'The list is full: it holds 500 rules.',
  not_an_id: 'Choose a product first.',
  no_name: 'Say what it is about: up to 255 characters.',
  says_nothing: 'Fill in at least one number. What stays empty is as above.',
  out_of_bounds: 'A number is out of its bounds, or finer than it can be.',
  twice: 'There is a rule for it already. Remove that one first.',
};

export const marginRules = {
  title: 'Floors and costs of parts of your range',
  empty: 'Everything goes by the numbers above. Add a rule where a product, a product type or a vendor has a floor or costs of its own.',
  help: 'The narrowest rule wins, number by number: a product’s before its type’s, a type’s before its vendor’s, and those before the numbers above.',
  listTitle: 'Floors and costs of parts of your range',
  scope: (scope: string): string => SCOPES[scope] ?? scope,
  badge: (scope: string): string => BADGES[scope] ?? scope,
  floor: (percent: string) => `at least ${percent} left`,
  floorMoney: (money: string) => `at least ${money} left`,
  cost: (percent: string) => `cost ${percent} of the price where Shopify has none`,
  handling: (money: string) => `handling ${money}`,
  remove: (title: string) => `Remove the rule for ${title}`,
  removeShort: 'Remove',
  addTitle: 'Add a floor or a cost',
  what: 'What it is about',
  choose: 'Choose a product',
  chosen: (title: string) => `Chosen: ${title}`,
  noneChosen: 'Product',
  /** By scope: the field where it is named. */
  named: { type: 'Type, as in Shopify', vendor: 'Vendor, as in Shopify' },
  floorPercent: 'Own floor, share of price',
  floorAmount: 'Own floor, per unit',
  assumedCost: 'Own cost, where Shopify has none',
  handlingAmount: 'Own handling, per unit',
  add: 'Add floor or cost',
  refused: (why: string): string => WHY[why] ?? why,
} as const;
