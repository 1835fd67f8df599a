import { describe, expect, it } from 'vitest';
import { themeState, withoutComments } from '#app/pipeline/publish/theme-state.ts';

const OURS = 'shopify://apps/setwise/blocks/complete-the-set/5d0f';
const template = (blocks: object, section: object = {}) => JSON.stringify({ sections: { main: { type: 'main-product', blocks, ...section } }, order: ['main'] });
const settings = (blocks: object) => JSON.stringify({ current: { blocks } });

const stateOf = (product: string, cart = template({}), data = settings({})) =>
  themeState(new Map([['templates/product.json', product], ['templates/cart.json', cart], ['config/settings_data.json', data]]));

describe('the state of the theme', () => {
  it('says on where our block stands, below the comment that the editor writes', () => {
    expect(stateOf(`/*\n * auto-generated, see https://help.shopify.com\n */\n${template({ a: { type: OURS } })}`)).toEqual({ product_page: 'on', cart_page: 'off', cart_drawer: 'off' });
  });

  it('says off where the block, or the section that holds it, is disabled', () => {
    expect(stateOf(template({ a: { type: OURS, disabled: true } })).product_page).toBe('off');
    expect(stateOf(template({ a: { type: OURS } }, { disabled: true })).product_page).toBe('off');
  });

  it('finds the drawer among the app embeds', () => {
    const embed = { type: 'shopify://apps/setwise/blocks/cart-drawer/5d0f', disabled: false };
    expect(stateOf(template({}), template({}), settings({ 1: embed })).cart_drawer).toBe('on');
    expect(stateOf(template({}), template({}), settings({ 1: { ...embed, disabled: true } })).cart_drawer).toBe('off');
    expect(stateOf(template({}), template({}), JSON.stringify({ current: 'Default', presets: {} })).cart_drawer).toBe('off');
  });

  it('says unknown of a theme without JSON templates, and of a file that does not parse', () => {
    expect(themeState(new Map())).toEqual({ product_page: 'unknown', cart_page: 'unknown', cart_drawer: 'unknown' });
    expect(stateOf('{{ content }}').product_page).toBe('unknown');
  });

  it('takes out comments and leaves strings that look like one', () => {
    expect(JSON.parse(withoutComments('{ "a": "https://x/*y*/", /* no */ "b": "\\"//" } // end'))).toEqual({ a: 'https://x/*y*/', b: '"//' });
  });
});
