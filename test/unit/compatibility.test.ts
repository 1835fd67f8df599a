import { describe, expect, it } from 'vitest';
import { attributesOf } from '#app/domain/compatibility/attributes.ts';
import { fits } from '#app/domain/compatibility/fits.ts';
import { metafieldAt, metafieldValues } from '#app/domain/compatibility/metafield.ts';
import { COMPATIBILITY_BOUNDS, type CompatibilityRule, compatibilityRule, readCompatibilityRules } from '#app/domain/compatibility/rule-list.ts';

const of = (named: Record<string, string[]>) => new Map(Object.entries(named));

describe('two things fit', () => {
  it.each([
    ['when they share a value', { mount: ['ef', 'rf'] }, { mount: ['rf'] }, true],
    ['not when each names another', { mount: ['ef'] }, { mount: ['rf'] }, false],
    ['when one side says nothing', { mount: ['ef'] }, {}, true],
    ['when they speak of different things', { mount: ['ef'] }, { size: ['m'] }, true],
    ['only when every name agrees', { mount: ['ef'], size: ['m'] }, { mount: ['ef'], size: ['l'] }, false],
  ] as const)('%s', (_what, one, other, expected) => {
    expect(fits(of(one as never), of(other as never))).toBe(expected);
    expect(fits(of(other as never), of(one as never))).toBe(expected);
  });
});

describe('what a product says of itself', () => {
  const rules: CompatibilityRule[] = [
    { source: 'option', key: 'mount', name: 'Mount' },
    { source: 'tag', key: 'fits-mount', name: 'mount' },
    { source: 'tag', key: 'size', name: 'Size' },
  ];

  it('is read from options and tags, without regard to case, and gathered under one name', () => {
    const said = attributesOf(rules, { tags: ['Fits-Mount: EF', 'fits-mount:RF', 'sale'], options: [{ ' Mount ': 'EF', Colour: 'Black' }], metafields: {} });
    expect(said).toEqual(of({ mount: ['ef', 'rf'] }));
  });

  it('is read from the metafield that a rule names, and from no other', () => {
    const said = { tags: [], options: [], metafields: { 'specs.mount': ['ef'], 'specs.size': ['m'] } };
    expect(attributesOf([{ source: 'metafield', key: 'specs.mount', name: 'Mount' }], said)).toEqual(of({ mount: ['ef'] }));
  });

  it('is nothing where a tag has no value, or no rule asks', () => {
    expect(attributesOf(rules, { tags: ['size:', 'size'], options: [{ Mount: ' ' }], metafields: {} }).size).toBe(0);
    expect(attributesOf([], { tags: ['size:m'], options: [{ Mount: 'EF' }], metafields: { 'specs.mount': ['ef'] } }).size).toBe(0);
  });
});

describe('a metafield', () => {
  it('is named by its namespace and key, in the case that Shopify keeps', () => {
    expect(metafieldAt('specs.lensMount')).toEqual({ namespace: 'specs', key: 'lensMount' });
    expect(metafieldAt('mount')).toBeNull();
    expect(readCompatibilityRules([{ source: 'metafield', key: ' specs.lensMount ', name: '' }])).toMatchObject({ rules: [{ key: 'specs.lensMount', name: 'specs.lensMount' }] });
  });

  it.each([
    ['single_line_text_field', ' EF ', ['ef']],
    ['list.single_line_text_field', '["EF","RF","ef"]', ['ef', 'rf']],
    ['list.number_integer', '[1,2]', ['1', '2']],
    ['list.single_line_text_field', 'not a list', []],
    ['list.single_line_text_field', '{"a":1}', []],
    ['multi_line_text_field', 'x'.repeat(256), []],
    ['single_line_text_field', ' ', []],
  ])('of the type %s says what can be compared', (type, value, values) => {
    expect(metafieldValues(type, value)).toEqual(values);
  });
});

describe('the list of compatibility rules', () => {
  it('keeps keys in lower case, names as typed, and takes the key for a name that is left out', () => {
    expect(readCompatibilityRules([compatibilityRule('tag', ' Mount: ', ''), { source: 'option', key: 'Mount', name: ' Lens mount ' }])).toEqual({
      kind: 'valid',
      rules: [{ source: 'tag', key: 'mount', name: 'Mount' }, { source: 'option', key: 'mount', name: 'Lens mount' }],
    });
  });

  it.each([
    ['no_key', [{ source: 'tag', key: ' : ', name: 'x' }]],
    ['not_a_metafield', [{ source: 'metafield', key: 'mount', name: '' }]],
    ['not_a_metafield', [{ source: 'metafield', key: 'specs.mount.ef', name: '' }]],
    ['too_long', [{ source: 'option', key: 'x'.repeat(COMPATIBILITY_BOUNDS.textLength + 1), name: '' }]],
    ['twice', [{ source: 'option', key: 'Size', name: '' }, { source: 'option', key: 'size ', name: 'Other' }]],
    ['too_many', Array.from({ length: COMPATIBILITY_BOUNDS.rules + 1 }, (_, n) => ({ source: 'tag' as const, key: `k${n}`, name: '' }))],
  ] as const)('is refused: %s', (why, rules) => {
    expect(readCompatibilityRules(rules as readonly CompatibilityRule[])).toEqual({ kind: 'invalid', why });
  });
});
