// Stands where Shopify and Klaviyo are when a step goes out, and answers at once: a customer who agrees, a code, a profile,
// an event taken. In the bench's own process, so what it costs counts against us.
import http from 'node:http';

const CUSTOMER = { id: 'gid://shopify/Customer/1', firstName: null, locale: 'en', defaultEmailAddress: { emailAddress: 'c@example.com', marketingState: 'SUBSCRIBED', marketingUpdatedAt: null }, defaultAddress: { countryCodeV2: 'DE' } };
const SHOPIFY = { data: { customer: CUSTOMER, discountCodeBasicCreate: { codeDiscountNode: { id: 'gid://shopify/DiscountCodeNode/1' }, userErrors: [] } } };
const PROFILE = { type: 'profile', id: 'P1', attributes: { email: 'c@example.com', subscriptions: { email: { marketing: { can_receive_email_marketing: true, consent: 'SUBSCRIBED' } } } }, links: { self: '' } };
const PROFILES = { data: [PROFILE], links: { self: '', next: null, prev: null } };

export interface MessageAnswerer {
  /** Events taken. */
  events: number;
  stop(): Promise<void>;
}

/** @param url where the app's configuration says the sandbox is */
export async function startMessageAnswerer(url: string): Promise<MessageAnswerer> {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      if (request.url?.startsWith('/klaviyo/api/events')) {
        answerer.events += 1;
        response.writeHead(202).end();
        return;
      }
      const body = request.url?.startsWith('/klaviyo/') ? PROFILES : SHOPIFY;
      response.writeHead(200, { 'content-type': request.url?.startsWith('/klaviyo/') ? 'application/vnd.api+json' : 'application/json' }).end(JSON.stringify(body));
    });
  });
  const { hostname, port } = new URL(url);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(Number(port), hostname, resolve));
  const answerer: MessageAnswerer = {
    events: 0,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
  return answerer;
}
