// The words of "Left alone", on Guardrails: the two lists of tags, by why.

const TAG_HELP = 'Upper and lower case are the same.';

export const leftAlone = {
  left_alone: {
    title: 'Customers left alone',
    sentence: (tags: string): string =>
      tags === '' ? 'Nobody is left alone because of a tag.' : `Customers tagged ${tags} get no offer where the store knows them, none after paying, and no email.`,
    help: 'For staff, wholesale, or whoever asked for peace. In Shopify, tags are on the customer’s page.',
    tag: 'Customer tag',
    tagHelp: TAG_HELP,
    addTag: 'Add customer tag',
    remove: (title: string) => `Leave customers tagged ${title} alone no longer`,
  },
  open_case: {
    title: 'Customers with an open case',
    sentence: (tags: string): string =>
      tags === '' ? 'No tag says yet that a case is open.' : `Customers tagged ${tags} get no offer where the store knows them, and no email, until the tag is taken off.`,
    help: 'Most helpdesks can tag a customer in Shopify while a question or complaint of theirs is open.',
    tag: 'Tag of an open case',
    tagHelp: TAG_HELP,
    addTag: 'Add tag of an open case',
    remove: (title: string) => `Let ${title} no longer say that a case is open`,
  },
  refused: (why: string): string => ({ too_many: 'The list is full: it holds 50 tags.', not_a_tag: 'A tag is empty or longer than 255 characters.' })[why] ?? why,
} as const;
