// The arm as the block's inline script knows it is the arm as the server knows it: the same hash, written by hand in Liquid.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type Arm, armOf } from '#app/domain/portable/assignment.ts';
import { ARMS_KEY, VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';
import { liquidEngine } from '#sandbox/storefront/liquid-engine.ts';

const SNIPPETS = new URL('../../extensions/storefront/snippets', import.meta.url).pathname;
const vectors = (JSON.parse(readFileSync(new URL('../cases/assignment.json', import.meta.url), 'utf8')) as { hash: { seed: string; value: string; fraction: number }[] }).hash;
const engine = liquidEngine({ roots: [SNIPPETS], wording: {}, assetUrl: (name) => name, money: String });

const drawn = (experiments: object | null, request: object = { design_mode: false }): string =>
  engine.parseAndRenderSync("{% render 'setwise-arm', placement: 'cart_page', experiments: experiments %}", { experiments }, { globals: { request } });

/** What the script put on the document's root. */
function armIn(salt: string, visitor: string | null, holdoutBp: number, global?: { salt: string; holdoutBp: number }, kept = ''): string | undefined {
  const script = /<script>([\s\S]*)<\/script>/.exec(drawn({ cart_page: { id: 'x', salt, holdoutBp }, ...(global ? { global: { id: 'y', ...global } } : {}) }))?.[1] ?? '';
  const set = new Map<string, string>();
  runInNewContext(script, {
    localStorage: { getItem: (key: string) => (key === VISITOR_ATTRIBUTE ? visitor : key === ARMS_KEY && kept ? kept : null) },
    document: { documentElement: { setAttribute: (name: string, value: string) => set.set(name, value) } },
  });
  return set.get('data-setwise-cart_page');
}

describe('the arm before anything is painted', () => {
  it.each(vectors)('agrees with the published vector of "$seed" and "$value"', ({ seed, value, fraction }) => {
    const bp = Math.round(fraction * 10_000);
    expect([armIn(seed, value, bp), armIn(seed, value, bp + 1)]).toEqual(['exposed', 'holdout']);
  });

  it('is the arm that the server knows, for every share', () => {
    for (let at = 0; at < 300; at++) {
      const [salt, visitor, bp] = [`salt-${at % 7}`, `visitor-${at}-ü`, (at * 331) % 10_001];
      expect([visitor, armIn(salt, visitor, bp)]).toEqual([visitor, armOf(salt, visitor, bp)]);
    }
  });

  it('is the holdout of the global experiment too, by its own salt', () => {
    const global = { salt: 'of-everything', holdoutBp: 5_000 };
    for (let at = 0; at < 100; at++) {
      const visitor = `visitor-${at}`;
      const held = armOf(global.salt, visitor, global.holdoutBp) === 'holdout' || armOf('here', visitor, 1_000) === 'holdout';
      expect([visitor, armIn('here', visitor, 1_000, global)]).toEqual([visitor, held ? 'holdout' : 'exposed']);
    }
  });

  it.each<[string, string, number, number, Arm]>([
    ['held out of the place', 'xholdout', 0, 0, 'holdout'],
    ['shown the place, whatever both hashes say', 'xexposed', 10_000, 10_000, 'exposed'],
    ['held out of everything', 'yholdout', 0, 0, 'holdout'],
    ['held out of everything, and by now not', 'yholdoutxexposed', 10_000, 10_000, 'exposed'],
    ['shown the place, and by now not', 'xexposedyholdout', 0, 0, 'holdout'],
    ['in an experiment that has ended', 'zholdout', 0, 0, 'exposed'],
  ])('is what the server knew before: %s', (_, kept, holdoutBp, ofEverything, arm) => {
    expect(armIn('here', 'visitor', holdoutBp, { salt: 'of-everything', holdoutBp: ofEverything }, kept)).toBe(arm);
  });

  it('is none without an id', () => expect(armIn('salt', null, 10_000)).toBeUndefined());

  it('writes nothing where no experiment runs, nor in the theme editor', () => {
    expect(drawn(null).trim()).toBe('');
    expect(drawn({ product_page: { id: 'x', salt: 's', holdoutBp: 1 }, global: { id: 'y', salt: 't', holdoutBp: 1 } }).trim()).toBe('');
    expect(drawn({ cart_page: { id: 'x', salt: 's', holdoutBp: 1 } }, { design_mode: true }).trim()).toBe('');
  });

  it('lets no salt close the script', () => {
    const closing = { id: 'x', salt: '</script><b>', holdoutBp: 1 };
    expect(drawn({ cart_page: closing, global: closing })).not.toContain('<b>');
  });
});
