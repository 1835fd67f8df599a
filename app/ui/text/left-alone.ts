// The words of "Left alone", on Guardrails.

export const leftAlone = {
  title: 'Customers left alone',
  sentence: (tags: string): string =>
    tags === '' ? 'Nobody is left alone because of a tag.' : `Customers tagged ${tags} get no offer where the store knows them, none after paying, and no email.`,
  help: 'For staff, wholesale, or whoever asked for peace. In Shopify, tags are on the customer’s page.',
  tag: 'Customer tag',
  tagHelp: 'Upper and lower case are the same.',
  addTag: 'Add customer tag',
  remove: (title: string) => `Leave customers tagged ${title} alone no longer`,
  refused: (why: string): string => ({ too_many: 'The list is full: it holds 50 tags.', not_a_tag: 'A tag is empty or longer than 255 characters.' })[why] ?? why,
} as const;
