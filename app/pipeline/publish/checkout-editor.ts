// Where the block of the pages after paying is placed: Shopify tells no app whether it is, so the editor is all there is.
import { config } from '#app/config/config.ts';

/** The form in which apps link there: page, and the panel of this app's blocks. */
export function checkoutEditorUrls(shopDomain: string): Record<'thank_you' | 'order_status', string> {
  const { sandboxUrl, shopify } = config();
  const editor = (page: string) => `${sandboxUrl ?? `https://${shopDomain}`}/admin/settings/checkout/editor?page=${page}&context=apps&app=${shopify.apiKey}`;
  return { thank_you: editor('thank-you'), order_status: editor('order-status') };
}
