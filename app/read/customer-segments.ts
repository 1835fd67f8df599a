// The segments that one customer is in, and why: by the same facts and the same function as decisions.
import { customerFacts } from '#app/db/customer-facts.ts';
import { segmentsOfShop } from '#app/db/segments.ts';
import { shopAudience } from '#app/db/shop-audiences.ts';
import { type InSegment, segmentsOf } from '#app/domain/audience/segments.ts';
import type { SegmentKind } from '#app/domain/audience/own-segments.ts';

export type CustomerSegment =
  | { name: string; code: string; about: string; numbers: readonly number[]; own: null }
  | { name: string; code: null; own: { title: string; kind: SegmentKind; value: string } };

export async function customerSegments(shopId: bigint, customerId: bigint, now: Date): Promise<CustomerSegment[]> {
  const [facts, audience, own] = await Promise.all([customerFacts(shopId, { customerId, visitorId: null, productIds: [] }, now), shopAudience(shopId), segmentsOfShop(shopId)]);
  return segmentsOf(facts, audience, own, now).flatMap((segment) => told(segment, own.find(({ name }) => name === segment.name)));
}

function told({ name, code, about, numbers }: InSegment, own: { title: string; kind: SegmentKind; value: string } | undefined): CustomerSegment[] {
  if (code !== null) return [{ name, code, about: about ?? '', numbers, own: null }];
  return own ? [{ name, code, own: { title: own.title, kind: own.kind, value: own.value } }] : [];
}
