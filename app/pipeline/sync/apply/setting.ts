// locations/*, markets/*, shop/update: something of the fact changed, so all of it is read anew.
import type { RereadFact } from '#app/jobs/definitions/reread-fact.ts';
import { ring } from '../reread/ring.ts';
import type { Apply } from './delivery.ts';

const rings = (fact: RereadFact): Apply<unknown> => (_told, { shop, on }) => ring(shop.shopId, fact, on);

export const applyLocation = rings('locations');
export const applyMarket = rings('markets');
export const applyShop = rings('shop');
