// What Liquid hands the widget of a published set can be read, and promises no price where none is published.
import { describe, expect, it } from 'vitest';
import { liquidEngine } from '#sandbox/storefront/liquid-engine.ts';

const SNIPPETS = new URL('../../extensions/storefront/snippets', import.meta.url).pathname;
const engine = liquidEngine({ roots: [SNIPPETS], wording: {}, assetUrl: (name) => name, money: String });

function drawn(set: object, currency = 'EUR'): { price: unknown; slots: { candidates: { share: unknown; off: number }[] }[] } {
  const product = { id: 2, title: 'Card', url: '/products/card', available: true, variants: [{ id: 21, title: 'Default Title', price: 1_690, available: true }] };
  const anchor = { id: 1, metafields: { '$app:setwise': { set: { value: { id: 'x', goal: 'Ready', weight: 1, slots: [{ name: 'card', reasons: {} }], ...set } }, slot_1: { value: [product] } } } };
  return JSON.parse(engine.parseAndRenderSync("{% render 'setwise-published', anchor: anchor %}", { anchor }, { globals: { cart: { currency: { iso_code: currency } } } }));
}

describe('a published set on the page', () => {
  it('has no price where it gives a percentage', () => expect(drawn({ discounts: { 2: 1_000 } })).toMatchObject({ price: null, slots: [{ candidates: [{ share: null, off: 0 }] }] }));

  it('has its price in the currency it is written in, and in no other', () => {
    const set = { discounts: {}, currency: 'EUR', prices: { 2: 1_500 }, price: 1_500 };
    expect(drawn(set)).toMatchObject({ price: 1_500, slots: [{ candidates: [{ share: 1_500 }] }] });
    expect(drawn(set, 'SEK')).toMatchObject({ price: null, slots: [{ candidates: [{ share: null }] }] });
  });
});
