// The words of what a set gives, on its page.

const KINDS: Record<string, string> = {
  percent: 'A percentage off each product',
  amount: 'An amount off, together',
  set_price: 'One price for all',
  gift: 'A gift',
  free_shipping: 'Free shipping',
  early_access: 'Early access',
  none: 'Nothing: full prices',
};
const HELP: Record<string, string> = {
  percent: 'As in the field above; your guardrails may give less.',
  amount: 'Split over the slots by price. Each product keeps your margin floor, so it may come to less.',
  set_price: 'For one product of every slot. Where a slot is empty, or a product cannot bear its share, prices are full.',
  gift: 'Costs nothing when the first product is bought, as long as what that earns pays for it.',
  free_shipping: 'As long as the margin bears what sending an order costs you, as Guardrails say.',
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
  gift: 'Gift is what stands in',
  tag: 'Customer tag or segment',
  save: 'Save the offer',
  saved: 'Offer saved',
  invalid: (example: string) => `An amount such as ${example}.`,
} as const;
