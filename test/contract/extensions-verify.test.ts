// verify:extensions passes on what is here, and on planted mistakes it does not.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offlineChecks } from '#app/commands/verify-extensions.ts';

const SOURCE = join(import.meta.dirname, '../../extensions');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'setwise-planted-'));
});
afterAll(() => rmSync(copy, { recursive: true }));
beforeEach(async () => {
  rmSync(join(copy, 'storefront'), { recursive: true, force: true });
  cpSync(join(SOURCE, 'storefront'), join(copy, 'storefront'), { recursive: true });
  await check('bundles');
});

const check = (name: string, folder = copy): Promise<string> => {
  const found = offlineChecks(folder).find((each) => each.name === name);
  if (!found) throw new Error(`There is no check ${name}.`);
  return found.run();
};
const plant = (file: string, from: string, to: string) => {
  const path = join(copy, 'storefront', file);
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.replace(from, to));
};

describe('verify:extensions', () => {
  it.each(['bundles', 'theme check', 'block schemas', 'locales', 'liquid size'])('finds nothing wrong with %s as they are', async (name) => {
    expect(await check(name)).toBeTruthy();
  });

  it('finds the Function behind its toml', async () => {
    expect(await check('function', SOURCE)).toBe('set-discount at cart.lines.discounts.generate.run, set-discount at cart.delivery-options.discounts.generate.run');
  });

  it('finds the pixel small enough', async () => {
    expect(await check('pixel', SOURCE)).toMatch(/^\d{3,4} B of 131072$/);
  });

  it.each([
    ['a setting of no known type', 'block schemas', 'blocks/complete-the-set.liquid', '"type": "text"', '"type": "txet"', /type txet/],
    ['a key that no schema has', 'block schemas', 'blocks/cart-drawer.liquid', '"target"', '"tarmac": 1, "target"', /"tarmac" is no key/],
    ['an asset that is not built', 'block schemas', 'blocks/cart-drawer.liquid', 'setwise.css"', 'setwise-2.css"', /setwise-2.css is not built/],
    ['a word that a language lacks', 'locales', 'locales/de.json', '"undo":', '"undoing":', /missing setwise.undo; too much setwise.undoing/],
    ['a sentence that lost its value', 'locales', 'locales/de.json', '{{ price }} im Set', 'im Set', /other values in setwise.in_set/],
    ['a filter that Liquid does not have', 'theme check', 'blocks/complete-the-set.liquid', "| join: ','", "| joint: ','", /joint/],
    ['a translation that is not there', 'theme check', 'snippets/setwise-set.liquid', "'setwise.total'", "'setwise.totall'", /setwise.totall/],
  ])('finds %s', async (_, name, file, from, to, message) => {
    plant(file, from, to);
    await expect(check(name)).rejects.toThrow(message);
  });
});
