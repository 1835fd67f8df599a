import { describe, expect, it } from 'vitest';
import type { DecisionSummary } from '#app/read/activity.ts';
import { changeLink, changeSentence } from '#app/ui/activity/change-sentence.ts';
import { decisionSentence } from '#app/ui/activity/decision-sentence.ts';
import { backfillPercent } from '#app/ui/home/backfill-percent.ts';
import { shopFormat } from '#app/ui/shop-format.ts';

const format = shopFormat({ currency: 'EUR', currencyExponent: 2, locale: 'en', timezone: 'Europe/Berlin' });
const named = (title: string) => ({ productId: '1', title, imageUrl: null });

describe('a decision as a sentence', () => {
  const decision: DecisionSummary = {
    decisionId: 'd',
    decidedAt: '2026-11-20T08:00:00.000Z',
    placement: 'cart_page',
    customerId: null,
    cart: [named('Camera')],
    offered: [{ ...named('Card'), substitute: true, discountBp: 1_000 }],
    refused: ['A', 'B', 'C'].map((title) => ({ ...named(title), code: 'out_of_stock' as const })),
  };

  it('says what was in the cart, what was offered, and the first of what was left out with its reason', () => {
    expect(decisionSentence(decision, format)).toBe('With Camera in the cart, Setwise offered Card (a stand-in); left out: A (sold out), B (sold out), and 1 more.');
  });

  it('says that nothing was offered', () => {
    expect(decisionSentence({ ...decision, offered: [], refused: [] }, format)).toBe('With Camera in the cart, Setwise offered nothing.');
  });

  it('says what a set did not give apart from what was left out', () => {
    const camera = { ...decision.refused[0]!, title: 'Camera', code: 'set_price_incomplete' as const };
    expect(decisionSentence({ ...decision, refused: [camera] }, format)).toBe('With Camera in the cart, Setwise offered Card (a stand-in); set price not given: not every slot can bear its share.');
  });
});

describe('a change as a sentence', () => {
  it('names only the guardrails that differ, with their units', () => {
    const detail = { before: { floorBp: 1_500, floorMinor: 0, defaultCostBp: 5_000 }, after: { floorBp: 2_000, floorMinor: 0, defaultCostBp: null } };
    expect(changeSentence({ event: 'guardrails_saved', detail }, format)).toBe('Guardrails saved: margin floor from 15\u00a0% to 20\u00a0%, assumed cost from 50\u00a0% to none');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['location_stopped_selling', { name: 'Shop Berlin' }, 'Shop Berlin no longer fulfils online orders: what lies there is not for sale'],
    ['markets_changed', { begun: ['AT', 'CH'], ended: [] }, 'You sell to Austria and Switzerland now'],
    ['markets_changed', { begun: [], ended: ['JP'] }, 'You no longer sell to Japan, so nobody there is offered anything'],
    ['markets_changed', { begun: ['*'], ended: ['JP'] }, 'You sell to every country now; you no longer sell to Japan, so nobody there is offered anything'],
    ['block_list_saved', { added: [{ title: 'Travel' }, { title: 'sale' }], removed: [{ title: 'Bag' }] }, 'Never offered from now on: Travel and sale; may be offered again: Bag'],
    ['block_list_saved', { added: [], removed: [{ title: 'Bag' }] }, 'May be offered again: Bag'],
    ['set_discount_stopped', { how: 'deactivated' }, 'The set discount was switched off in Shopify: offers in the store promise none'],
    ['theme_published', { lost: ['cart_page'] }, 'A theme was published that does not show Setwise: cart page'],
    ['theme_published', { lost: [] }, 'A theme was published; your places are where they were'],
    ['shop_changed', { changed: ['timezone', 'name'] }, 'Your store’s settings changed: time zone and name'],
  ])('tells of %s', (event, detail, sentence) => {
    expect(changeSentence({ event, detail }, format)).toBe(sentence);
  });

  it('writes prices in the shop’s currency and leaves out the name of an only variant', () => {
    const detail = { title: 'Bag', variantTitle: 'Default Title', before: 12_900, after: 11_900 };
    expect(changeSentence({ event: 'price_changed', detail }, format)).toBe('Bag: price from €129.00 to €119.00');
  });

  it('finds a set’s goal, also where an edit changed it', () => {
    expect(changeSentence({ event: 'set_revised', detail: { before: { goal: 'Old' }, after: { goal: 'New' } } }, format)).toBe('“New” edited');
    expect(changeLink({ event: 'set_revised', detail: { setId: 'abc' } })).toBe('/app/sets/abc');
  });

  it('counts what was read from the store, and says since when Shopify told nothing', () => {
    const detail = { reason: 'nightly', repaired: { orders: 1, inventory_levels: 1_204, somethings_new: 2 } };
    expect(changeSentence({ event: 'store_reconciled', detail }, format)).toBe('Read from your store what Shopify had not told Setwise: 1 order, 1,204 stock levels and 2 somethings new');
    expect(changeSentence({ event: 'webhooks_quiet', detail: { about: 'orders', since: '2026-11-20T08:00:00.000Z' } }, format)).toContain('about orders: it said nothing of a change of 20 Nov 2026, 09:00.');
    expect(changeSentence({ event: 'webhooks_back', detail: { about: 'products' } }, format)).toBe('Shopify tells Setwise about products and stock again');
  });

  it('says an event that it does not know by its own name', () => {
    expect(changeSentence({ event: 'workflow_stopped', detail: {} }, format)).toBe('Workflow stopped');
  });
});

describe('the bar of a backfill', () => {
  const stage = (state: 'waiting' | 'exporting' | 'reading' | 'done', rows = 0) => ({ stage: 'orders' as const, state, objects: 100, rows });

  it('moves with every stage and with the rows of the one that is read', () => {
    const steps = [
      [stage('waiting'), stage('waiting')],
      [stage('exporting'), stage('waiting')],
      [stage('reading', 10), stage('waiting')],
      [stage('reading', 90), stage('waiting')],
      [stage('done', 100), stage('waiting')],
      [stage('done', 100), stage('done', 100)],
    ].map(backfillPercent);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(steps.length);
    expect([steps[0], steps.at(-1)]).toEqual([0, 100]);
  });

  it('is not full while something is still read, however many rows there were', () => {
    expect(backfillPercent([stage('reading', 1_000)])).toBeLessThan(100);
  });
});
