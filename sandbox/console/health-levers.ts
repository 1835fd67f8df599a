// Levers that spoil the shop's data, or what is told of it: what the app's page "Data health" has to find.
import { StoreRefusal } from '../store/refusal.ts';
import { customerNamed, productNamed } from './look-up.ts';
import type { Lever } from './levers.ts';

export const PICTURES: readonly string[] = ['gone', 'plain'];

const TILE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#cfe0d6"/></svg>';

export const setPicture: Lever = ({ product, picture }, { store }) => {
  const found = productNamed(store, product);
  if (!PICTURES.includes(String(picture))) throw new StoreRefusal('INVALID', `The picture is one of ${PICTURES.join(', ')}.`);
  const has = picture === 'plain';
  store.updateProduct(found.id, { pictureSvg: has ? TILE : null });
  return { did: has ? `${found.title} has a picture, a plain one.` : `${found.title} has no picture now.` };
};

/** Somebody changes their address and comes again with the one before, as a new customer. */
export const duplicateProfile: Lever = ({ customer: name }, { store }) => {
  const customer = customerNamed(store, name);
  if (!customer) throw new StoreRefusal('INVALID', 'Say which customer.');
  const { id, email, firstName, lastName, locale, countryCode } = customer;
  store.updateCustomer(id, { email: `moved-${id}@example.com` });
  const again = store.createCustomer({ email, firstName, lastName, locale, countryCode });
  return { did: `${firstName} ${lastName} changed their address and came again with the one before.`, customers: [id, again.id] };
};

export const garbleDeliveries: Lever = ({ count = 1 }, { queue }) => {
  const next = Number(count);
  if (!Number.isInteger(next) || next < 0) throw new StoreRefusal('INVALID', 'How many must be a whole number.');
  queue.garble(next);
  return { did: next === 0 ? 'Webhooks are whole again.' : `The next ${next === 1 ? 'webhook arrives' : `${next} webhooks arrive`} cut short.` };
};
