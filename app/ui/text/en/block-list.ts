// The words of the block list, on Guardrails.
import { many } from '../many.ts';

export const blockList = {
  title: 'Never offered',
  sentence: (count: number) =>
    count === 0 ? 'Nothing is left out on purpose.' : `${count} ${many(count, 'entry', 'entries')}: what is listed here is never offered, in the store or by email, and never suggested.`,
  help: 'A product that starts a set still does: the list is about what is offered with it.',
  addProducts: 'Add products',
  addCollections: 'Add collections',
  tag: 'Product tag',
  tagHelp: 'Upper and lower case are the same.',
  addTag: 'Add tag',
  noPicker: 'Products and collections are chosen with Shopify’s own picker, which did not load here. Reload the page to add some.',
  kind: (kind: string): string => ({ product: 'Product', collection: 'Collection', tag: 'Tag' })[kind] ?? kind,
  remove: (title: string) => `Remove ${title}`,
  removeShort: 'Remove',
  reading: 'Setwise is reading which products are in it.',
  gone: 'Deleted in Shopify: it keeps nothing out any more.',
  empty: 'Add what should never be offered: goods for clearance, gift cards, anything that would embarrass you next to a purchase.',
  tableTitle: 'What is never offered',
  effect: (count: string, total: string) => `${count} of ${total} products are never offered, because they are on your block list.`,
  effectUnread: 'Products of collections that you have just added are counted once it is saved.',
  saved: 'Block list saved',
  refused: (why: string): string =>
    ({ too_many: 'The list is full: it holds 500 entries.', not_an_id: 'An entry is not a product or a collection.', not_a_tag: 'A tag is empty or longer than 255 characters.' })[why] ?? why,
} as const;
