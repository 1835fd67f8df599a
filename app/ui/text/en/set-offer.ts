// The words of what a set gives, on its page.

const KINDS: Record<string, string> = {
  percent: 'A percentage off each product',
  amount: 'An amount off, together',
  set_price: 'One price for what completes it',
  gift: 'A gift',
  free_shipping: 'Free shipping',
  early_access: 'Early access',
  none: 'Nothing: full prices',
};
const HELP: Record<string, string> = {
  percent: 'Your guardrails may give less.',
  amount: 'Split over the slots by price. Each product keeps your margin floor, so it may come to less.',
  set_price: 'For one product of every slot together, without the product that starts the set. Where a slot is empty, or a product cannot bear its share, prices are full.',
  gift: 'One product of the set costs nothing when the product that starts the set is bought, as long as what that one earns pays for it.',
  free_shipping: 'As long as the margin bears what sending an order costs you. Say that cost in Guardrails: while it is 0 there, no set gives free shipping.',
  early_access: 'Products that are unlisted in Shopify are offered to these customers only.',
  none: 'The set is shown without a discount.',
};

export const setOffer = {
  title: 'What the set gives',
  kind: 'Kind of offer',
  kindName: (kind: string): string => KINDS[kind] ?? kind,
  help: (kind: string): string => HELP[kind] ?? '',
  amount: 'Amount',
  price: 'Price',
  gift: 'Slot that is the gift',
  tag: 'Customer tag or segment',
  tagHelp: 'A tag of customers in Shopify, or the name of a segment, such as loyal. Upper and lower case are the same.',
  givesNothing: 'Shoppers see full prices today: within your margin floor and your largest discount, the products cannot bear this offer. Give less, or change your guardrails.',
  invalid: (example: string) => `An amount such as ${example}.`,
} as const;
