// customer.tags_added, customer.tags_removed: single tags, each by the time it was put on or taken off. They decide whom the
// merchant wants left alone.
import type { CustomerTagsPayload } from '#app/contract/webhooks/customer.ts';
import { tellTags } from '#app/db/customers.ts';
import type { Apply, Told } from './delivery.ts';

export const applyTagsAdded: Apply<CustomerTagsPayload> = (told, { shop, on }) => tellTags(shop.shopId, words(told, true), on);
export const applyTagsRemoved: Apply<CustomerTagsPayload> = (told, { shop, on }) => tellTags(shop.shopId, words(told, false), on);

const words = (told: readonly Told<CustomerTagsPayload>[], added: boolean) =>
  told.flatMap(({ payload: { customerId, tags, occurredAt } }) => tags.map((tag) => ({ customerId, tag, added, at: occurredAt })));
