// The `query:` argument of the sandbox's Admin API.
import { expect, it } from 'vitest';
import { parseSearch } from '#sandbox/admin-api/search.ts';
import { trimTo } from '#sandbox/webhooks/trim.ts';

const keys = {
  id: (item: Item) => item.id,
  status: (item: Item) => item.status,
  updated_at: (item: Item) => item.updatedAt,
  tag: (item: Item) => item.tags,
  default: (item: Item) => item.title,
};
interface Item { id: number; status: string; updatedAt: string; tags: string[]; title: string }
const item: Item = { id: 7, status: 'active', updatedAt: '2026-03-01T12:00:00.500Z', tags: ['new', 'sale'], title: 'Travel tripod' };
const finds = (query: string) => parseSearch(query, keys).matches(item);

it.each([
  'id:7', 'id:>6', 'id:>=7 id:<=7', 'id:1 OR id:7', "updated_at:>'2026-03-01T11:59:59Z'", "updated_at:>='2026-03-01T12:00:00Z' AND updated_at:<2026-03-02",
  'status:ACTIVE', 'tag:sale', 'tripod', '-status:draft', 'NOT status:draft', 'status:act*', 'colour:red',
])('finds by %s', (query) => expect(finds(query)).toBe(true));

it.each(['id:8', 'id:<7', "updated_at:>'2026-03-01T12:00:00Z'", 'status:draft', '-tag:new', 'status:active AND id:8', 'lens'])(
  'does not find by %s', (query) => expect(finds(query)).toBe(false));

it('names the keys that it does not know', () => {
  expect(parseSearch('colour:red id:7', keys).unknown).toEqual(['colour']);
});

it('trims a payload to the fields that a subscription includes, also inside lists', () => {
  const payload = { id: 1, title: 'a', variants: [{ id: 2, price: '1.00' }, { id: 3, price: '2.00' }], category: { name: 'b', full_name: 'c' } };
  expect(trimTo(payload, ['id', 'variants.id', 'category.name'])).toEqual({ id: 1, variants: [{ id: 2 }, { id: 3 }], category: { name: 'b' } });
  expect(trimTo(payload, null)).toBe(payload);
});
