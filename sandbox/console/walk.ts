// The story by hand, from install to results: what to do at which door, and which lever. Steps name what stands on the pages.
import { escapeHtml } from '../http/server.ts';

export interface WalkDoors {
  storefront: string;
  klaviyoKey: string;
}

/** @returns a list item each, as HTML */
function steps({ storefront, klaviyoKey }: WalkDoors): string[] {
  const admin = '<a href="/admin">Merchant’s admin</a>';
  const lever = (name: string, title: string) => `<a href="#title-${name}">${title}</a>`;
  return [
    `${admin}: Setwise installs itself and reads the store. When it has learned, approve a set under <b>Sets</b>; note its first product.`,
    'In <b>Placements</b>, switch on the cart page and the thank-you page. At the cart page, open the theme editor and press <b>Save</b>.',
    `<a href="${escapeHtml(storefront)}/">Storefront</a>: put the set’s first product into the cart. The cart offers the rest, except to the share that is held out. Check out as a customer: the thank-you page offers what the order still lacks.`,
    `In <b>Settings</b>, connect Klaviyo with <code>${escapeHtml(klaviyoKey)}</code>. In <b>Workflows</b>, open “After delivery”, read who would get what, and switch it on.`,
    `${lever('place-order', 'Place an order')} of the set’s first product for a customer who agreed to email, then ${lever('deliver', 'deliver it')}. To see a substitute, ${lever('sell-out', 'sell out')} what would be offered.`,
    'Move the clock two days on, then on to the morning: at night nobody is mailed. Wait some seconds. One in ten is held out; should no email come, take another customer.',
    '<a href="/inbox">Inbox</a>: read the email, and follow its button to a cart that is ready.',
    `The same for others, then move the clock again: one whose order you ${lever('refund', 'return')}, one who never agreed, one who was just mailed. Nothing is sent, and each one’s page says why (<b>Settings</b>, Look up a customer).`,
    `${lever('simulate', 'Let shoppers come')}, as it stands. After half a minute <b>Results</b> says what Setwise added, or why that is not knowable yet.`,
  ];
}

export const walkHtml = (doors: WalkDoors): string => `
    <details class="walk" open>
      <summary><h2>The story by hand, in nine steps</h2></summary>
      <ol>${steps(doors).map((step) => `<li>${step}</li>`).join('')}</ol>
    </details>`;
