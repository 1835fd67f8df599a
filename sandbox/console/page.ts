// The console's page. One card a lever; the script posts a form as JSON and shows the sentence that comes back.
import { escapeHtml } from '../http/server.ts';
import { EMAIL_CONSENTS, SMS_CONSENTS } from '../store/types.ts';
import { RETURN_TURNS } from '../store/returns.ts';
import { PICTURES } from './health-levers.ts';
import { KLAVIYO_WAYS } from '../klaviyo/levers.ts';
import type { ConsoleUrls } from './console.ts';
import type { LeverContext } from './levers.ts';
import { PAYMENTS } from './people-levers.ts';
import { DISCOUNT_WAYS, LOCATION_WAYS, MARKET_WAYS, OTHER_DISCOUNT_COMBINES, OTHER_DISCOUNT_COVERS, OTHER_DISCOUNT_MAKERS, OTHER_DISCOUNT_WAYS } from './settings-levers.ts';
import { walkHtml } from './walk.ts';

interface Field {
  name: string;
  label: string;
  kind: 'product' | 'variant' | 'customer' | 'order' | 'text' | 'number' | 'amount' | 'share' | 'check' | 'choice';
  value?: string;
  options?: readonly string[];
  required?: boolean;
}

interface Card {
  lever: string;
  title: string;
  hint: string;
  fields: readonly Field[];
  button: string;
  /** Asks first: what can't be undone. */
  confirm?: string;
}

const PRODUCT: Field = { name: 'product', label: 'Product', kind: 'product', required: true };
const VARIANT: Field = { name: 'variant', label: 'Variant (empty: all)', kind: 'variant' };
const CUSTOMER: Field = { name: 'customer', label: 'Customer', kind: 'customer', required: true };
const ORDER: Field = { name: 'order', label: 'Order', kind: 'order', required: true };

const CARDS: readonly Card[] = [
  {
    lever: 'place-order', title: 'Place an order', hint: 'As a shopper would: stock goes down, the app hears of it.', button: 'Place order',
    fields: [
      { name: 'customer', label: 'Customer (empty: a guest)', kind: 'customer' }, PRODUCT, { ...VARIANT, label: 'Variant (empty: the first)' },
      { name: 'quantity', label: 'Quantity', kind: 'number', value: '1', required: true },
      { name: 'discountCodes', label: 'Discount codes, with commas', kind: 'text' },
      { name: 'email', label: 'A guest’s email', kind: 'text' },
    ],
  },
  { lever: 'fulfil', title: 'Send an order', hint: 'All that is left of it, in one parcel. Without “Deliver” nobody ever reports that it arrived.', button: 'Send', fields: [ORDER] },
  { lever: 'deliver', title: 'Deliver an order', hint: 'The parcel arrives; one that was not sent yet is sent first.', button: 'Deliver', fields: [ORDER] },
  { lever: 'take-back-delivery', title: 'Take a delivery back', hint: 'The carrier’s report was wrong: the parcel is still on its way.', button: 'Take back', fields: [ORDER] },
  {
    lever: 'edit-order', title: 'Edit an order', hint: 'One product in, or all of one out, or both.', button: 'Edit order',
    fields: [ORDER, { ...PRODUCT, name: 'add', label: 'Put in (empty: nothing)', required: false }, { ...PRODUCT, name: 'remove', label: 'Take out (empty: nothing)', required: false }],
  },
  {
    lever: 'simulate', title: 'Let shoppers come', hint: 'With the anchor of a set in their cart, over HTTP; their orders go out by webhook. Shares are from 0 to 1.', button: 'Let them come',
    fields: [
      { name: 'visitors', label: 'Shoppers', kind: 'number', value: '1600', required: true },
      { name: 'baseRate', label: 'Share who pay', kind: 'share', value: '1', required: true },
      { name: 'acceptRate', label: 'Of those, share who take the offer', kind: 'share', value: '0.8', required: true },
      { name: 'effect', label: 'Of those, share who would not have bought it anyway', kind: 'share', value: '1', required: true },
      { name: 'returning', label: 'Share who ordered the day before', kind: 'share', value: '0' },
      { name: 'refunds', label: 'Share of orders that come back', kind: 'share', value: '0' },
      { name: 'disorder', label: 'Webhooks the last first, some twice', kind: 'choice', options: ['no', 'yes'] },
    ],
  },
  {
    lever: 'abandon-checkout', title: 'Leave a checkout behind', hint: 'Begun, never paid.', button: 'Begin and leave',
    fields: [{ name: 'customer', label: 'Customer', kind: 'customer', required: true }, PRODUCT, { ...VARIANT, label: 'Variant (empty: the first)' }],
  },
  {
    lever: 'set-consent', title: 'Consent to email', hint: 'As the customer would say it, in Shopify.', button: 'Set consent',
    fields: [{ name: 'customer', label: 'Customer', kind: 'customer', required: true }, { name: 'state', label: 'Consent', kind: 'choice', options: EMAIL_CONSENTS }],
  },
  {
    lever: 'set-sms-consent', title: 'Consent to text messages', hint: 'As the customer would say it, in Shopify.', button: 'Set consent',
    fields: [CUSTOMER, { name: 'state', label: 'Consent', kind: 'choice', options: SMS_CONSENTS }],
  },
  {
    lever: 'tag-customer', title: 'Tag a customer', hint: 'Empty: no tags. Guardrails can leave customers with a tag alone.', button: 'Set tags',
    fields: [CUSTOMER, { name: 'tags', label: 'Tags, with commas', kind: 'text' }],
  },
  {
    lever: 'merge-customers', title: 'Merge two customers', hint: 'One person under two addresses: the first is kept, the second is gone.', button: 'Merge',
    fields: [{ ...CUSTOMER, label: 'Keep' }, { ...CUSTOMER, name: 'other', label: 'Merge into it' }], confirm: 'Merge these customers? It cannot be undone.',
  },
  {
    lever: 'delete-customer', title: 'Delete a customer', hint: 'Their orders stay, without them.', button: 'Delete customer', fields: [CUSTOMER],
    confirm: 'Delete this customer? They cannot be brought back.',
  },
  { lever: 'subscribe', title: 'Begin a subscription', hint: 'As if Setwise had made it: Shopify shows an app no others.', button: 'Subscribe', fields: [CUSTOMER, PRODUCT, { ...VARIANT, label: 'Variant (empty: the first)' }] },
  {
    lever: 'bill-subscription', title: 'Charge a subscription', hint: 'The customer’s latest one.', button: 'Charge',
    fields: [CUSTOMER, { name: 'payment', label: 'The payment', kind: 'choice', options: PAYMENTS }],
  },
  { lever: 'sell-out', title: 'Sell out', hint: 'Sets what is left to nothing.', button: 'Sell out', fields: [PRODUCT, VARIANT] },
  {
    lever: 'restock', title: 'Restock', hint: 'Sets what is left.', button: 'Restock',
    fields: [PRODUCT, VARIANT, { name: 'quantity', label: 'Units', kind: 'number', value: '25', required: true }],
  },
  {
    lever: 'set-price', title: 'Change a price', hint: 'What a shopper pays.', button: 'Change price',
    fields: [PRODUCT, VARIANT, { name: 'price', label: 'New price', kind: 'amount', required: true }],
  },
  {
    lever: 'set-cost', title: 'Change a cost', hint: 'What a unit costs the shop. Empty: not known.', button: 'Change cost',
    fields: [PRODUCT, VARIANT, { name: 'cost', label: 'New cost', kind: 'amount' }],
  },
  {
    lever: 'refund', title: 'Refund an order', hint: 'Every line that is left.', button: 'Refund',
    fields: [ORDER, { name: 'restock', label: 'Goods go back into stock', kind: 'check', value: 'true' }],
  },
  { lever: 'request-return', title: 'Ask to send an order back', hint: 'As its customer would: everything that is left of it.', button: 'Ask', fields: [ORDER] },
  {
    lever: 'turn-return', title: 'Decide a return', hint: 'The order’s latest one.', button: 'Decide',
    fields: [ORDER, { name: 'turn', label: 'What becomes of it', kind: 'choice', options: [...RETURN_TURNS, 'process'] }],
  },
  {
    lever: 'delete-order', title: 'Delete an order', hint: 'As if it had never been.', button: 'Delete order', fields: [ORDER],
    confirm: 'Delete this order? It cannot be brought back.',
  },
  { lever: 'cancel-order', title: 'Cancel an order', hint: 'Its goods go back into stock.', button: 'Cancel order', fields: [ORDER] },
  {
    lever: 'delete-product', title: 'Delete a product', hint: 'It is gone from the shop; old orders keep its name.', button: 'Delete product', fields: [PRODUCT],
    confirm: 'Delete this product? It cannot be brought back.',
  },
  {
    lever: 'location', title: 'A location', hint: 'What lies where online orders are not fulfilled is not for sale online.', button: 'Do it',
    fields: [{ name: 'location', label: 'Its name (empty: the first)', kind: 'text' }, { name: 'what', label: 'What', kind: 'choice', options: LOCATION_WAYS }],
  },
  {
    lever: 'market', title: 'A market', hint: 'Nothing is sold to countries that no active market serves.', button: 'Do it',
    fields: [{ name: 'market', label: 'Its name (empty: the first)', kind: 'text' }, { name: 'what', label: 'What', kind: 'choice', options: MARKET_WAYS }],
  },
  {
    lever: 'stop-set-discount', title: 'The set discount, by hand', hint: 'As somebody would in the Discounts page of the admin.', button: 'Do it',
    fields: [{ name: 'what', label: 'What', kind: 'choice', options: DISCOUNT_WAYS }],
  },
  {
    lever: 'other-discount', title: 'Another discount', hint: 'As the merchant, or another app, would make one without a code.', button: 'Do it',
    fields: [
      { name: 'title', label: 'Its title (empty: Summer sale)', kind: 'text' }, { name: 'percent', label: 'Percent (empty: 20)', kind: 'text' },
      { name: 'covers', label: 'Off', kind: 'choice', options: OTHER_DISCOUNT_COVERS }, { name: 'collection', label: 'Which collection (empty: the first)', kind: 'text' },
      { name: 'maker', label: 'Made by', kind: 'choice', options: OTHER_DISCOUNT_MAKERS }, { name: 'combines', label: 'Combines', kind: 'choice', options: OTHER_DISCOUNT_COMBINES },
      { name: 'what', label: 'What', kind: 'choice', options: OTHER_DISCOUNT_WAYS },
    ],
  },
  { lever: 'publish-theme', title: 'Publish another theme', hint: 'It comes without the blocks of any app.', button: 'Publish', fields: [] },
  {
    lever: 'compliance', title: 'Privacy request', hint: 'What Shopify asks every app to answer.', button: 'Send request',
    fields: [
      { name: 'topic', label: 'Request', kind: 'choice', options: ['customers/data_request', 'customers/redact', 'shop/redact'] },
      { name: 'customer', label: 'Customer', kind: 'customer' },
    ],
  },
  {
    lever: 'break-klaviyo', title: 'Break Klaviyo', hint: 'The next calls, or the next email, go wrong.', button: 'Do it',
    fields: [{ name: 'how', label: 'How', kind: 'choice', options: KLAVIYO_WAYS }],
  },
  {
    lever: 'lose-deliveries', title: 'Lose webhooks', hint: 'A share of them, from 0 to 1, is never sent. 0: every one is sent again.', button: 'Lose them',
    fields: [{ name: 'share', label: 'Share that is lost', kind: 'share', value: '1', required: true }],
  },
  {
    lever: 'garble-deliveries', title: 'Garble webhooks', hint: 'The next ones arrive cut short: signed, and not readable.', button: 'Garble them',
    fields: [{ name: 'count', label: 'How many', kind: 'number', value: '1', required: true }],
  },
  {
    lever: 'set-picture', title: 'Change a picture', hint: 'Taken away, or a plain one in its place.', button: 'Change picture',
    fields: [PRODUCT, { name: 'picture', label: 'Picture', kind: 'choice', options: PICTURES }],
  },
  {
    lever: 'duplicate-profile', title: 'Come twice', hint: 'A customer changes their address, then registers anew with the one before.', button: 'Register again',
    fields: [{ name: 'customer', label: 'Customer', kind: 'customer', required: true }],
  },
  { lever: 'revoke-tokens', title: 'Revoke access tokens', hint: 'The next call of the app is refused until it refreshes its token.', button: 'Revoke', fields: [] },
  {
    lever: 'uninstall', title: 'Uninstall Setwise', hint: 'Tokens die at once. Opening the app from the admin installs it again.', button: 'Uninstall', fields: [],
    confirm: 'Uninstall Setwise from this shop?',
  },
];

export function consolePage({ store, klaviyo, scopes }: LeverContext, urls: ConsoleUrls): string {
  const { shop } = store;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <title>Console · ${escapeHtml(shop.name)}</title>
  <link rel="stylesheet" href="/console/files/console.css">
  <link rel="icon" href="data:,">
</head>
<body data-timezone="${escapeHtml(shop.timezone)}">
  <header>
    <div>
      <p class="over">Setwise sandbox</p>
      <h1>${escapeHtml(shop.name)}</h1>
      <p class="counts" id="counts"></p>
    </div>
    <nav aria-label="Doors">
      <a href="/admin">Merchant's admin</a>
      <a href="${escapeHtml(urls.storefront)}/">Storefront</a>
      <a href="/inbox">Inbox</a>
      <a href="/console" aria-current="page">Console</a>
    </nav>
  </header>
  <main>${walkHtml({ storefront: urls.storefront, klaviyoKey: klaviyo.key.key })}
    <section class="clock" aria-labelledby="clock-title">
      <div>
        <h2 id="clock-title">Business clock</h2>
        <p class="now"><time id="now"></time> <span id="offset" class="quiet"></span></p>
        <p class="quiet">Waits, windows and seasons follow this clock; tokens and signatures do not.</p>
      </div>
      <div class="row">
        <button type="button" data-lever="move-clock" data-input='{"days":1}'>+1 day</button>
        <button type="button" data-lever="move-clock" data-input='{"days":7}'>+7 days</button>
        <button type="button" data-lever="move-clock" data-input='{"morning":true}'>On to the morning</button>
        <button type="button" data-lever="move-clock" data-input='{"reset":true}' class="plain">Back to real time</button>
      </div>
    </section>
    <p id="outcome" role="status" aria-live="polite"></p>
    <section aria-labelledby="levers-title">
      <h2 id="levers-title">Levers</h2>
      <div class="cards">${CARDS.map(cardHtml).join('')}</div>
    </section>
    <section aria-labelledby="deliveries-title">
      <div class="head">
        <h2 id="deliveries-title">Webhook deliveries</h2>
        <div class="row">
          <button type="button" class="plain" data-lever="hold-deliveries" data-input="{}" id="hold">Hold</button>
          <button type="button" class="plain" data-lever="release-deliveries" data-input="{}" id="release">Release, last first</button>
        </div>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="deliveries-title">
        <table>
          <thead><tr><th scope="col">When</th><th scope="col">Topic</th><th scope="col">State</th><th scope="col" class="end">Answer</th><th scope="col" class="end">Tries</th><th scope="col" class="end">Took</th><th scope="col"><span class="unseen">Repeat</span></th></tr></thead>
          <tbody id="deliveries"><tr><td colspan="7" class="quiet">Nothing was delivered yet.</td></tr></tbody>
        </table>
      </div>
    </section>
    <section aria-labelledby="app-title">
      <h2 id="app-title">The app</h2>
      <p id="app" class="quiet"></p>
      <p class="quiet">It declares: ${escapeHtml(scopes.join(', '))}. It runs at ${escapeHtml(urls.app)}.</p>
      <p class="quiet">Klaviyo's private key, to connect with: <code>${escapeHtml(klaviyo.key.key)}</code></p>
    </section>
  </main>
  <datalist id="list-product"></datalist><datalist id="list-customer"></datalist><datalist id="list-order"></datalist>
  <script src="/console/files/console.js"></script>
</body>
</html>`;
}

function cardHtml({ lever, title, hint, fields, button, confirm }: Card): string {
  return `
        <form data-lever="${lever}"${confirm ? ` data-confirm="${escapeHtml(confirm)}"` : ''} aria-labelledby="title-${lever}" autocomplete="off">
          <h3 id="title-${lever}">${escapeHtml(title)}</h3>
          <p class="quiet">${escapeHtml(hint)}</p>
          ${fields.map((field) => fieldHtml(lever, field)).join('')}
          <button type="submit"${confirm ? ' class="danger"' : ''}>${escapeHtml(button)}</button>
        </form>`;
}

function fieldHtml(lever: string, { name, label, kind, value = '', options = [], required }: Field): string {
  const id = `${lever}-${name}`;
  const labelHtml = `<label for="${id}">${escapeHtml(label)}</label>`;
  const needed = required ? ' required' : '';
  switch (kind) {
    case 'check':
      return `<div class="check"><input type="checkbox" id="${id}" name="${name}" value="true" checked>${labelHtml}</div>`;
    case 'choice':
      return `${labelHtml}<select id="${id}" name="${name}">${options.map((option) => `<option>${escapeHtml(option)}</option>`).join('')}</select>`;
    case 'variant':
      return `${labelHtml}<select id="${id}" name="${name}" data-variants><option value=""></option></select>`;
    case 'text':
      return `${labelHtml}<input id="${id}" name="${name}"${needed}>`;
    case 'number':
      return `${labelHtml}<input id="${id}" name="${name}" type="number" min="0" step="1" value="${value}"${needed}>`;
    case 'amount':
      return `${labelHtml}<input id="${id}" name="${name}" inputmode="decimal" pattern="\\d+([.,]\\d{1,2})?" placeholder="12.40"${needed}>`;
    case 'share':
      return `${labelHtml}<input id="${id}" name="${name}" type="number" min="0" max="1" step="0.01" value="${value}"${needed}>`;
    default:
      return `${labelHtml}<input id="${id}" name="${name}" list="list-${kind}" data-suggest="${kind}"${needed}>`;
  }
}
