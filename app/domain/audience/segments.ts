// Every segment that Setwise knows by itself, and who is in which. To add one: a file in segments/, a line here, and its words
// in app/ui/text/en/segments.ts.
import { belongsTo, type OwnSegment } from './own-segments.ts';
import { active } from './segments/active.ts';
import { bargainHunter } from './segments/bargain-hunter.ts';
import { engaged } from './segments/engaged.ts';
import { fondOf } from './segments/fond-of.ts';
import { frequent } from './segments/frequent.ts';
import { fullPrice } from './segments/full-price.ts';
import { lapsing } from './segments/lapsing.ts';
import { lost } from './segments/lost.ts';
import { loyal } from './segments/loyal.ts';
import { newCustomer } from './segments/new.ts';
import { prospect } from './segments/prospect.ts';
import type { Belonging, Buyer, Segment } from './segments/segment.ts';
import { vip } from './segments/vip.ts';
import type { ShopAudience } from './shop-audience.ts';

export const SEGMENTS = {
  // Lifecycle: one of these.
  prospect,
  new: newCustomer,
  active,
  lapsing,
  lost,
  // Recency, frequency, spend.
  loyal,
  frequent,
  vip,
  // Price.
  bargain_hunter: bargainHunter,
  full_price: fullPrice,
  // Categories.
  fond_of: fondOf,
  // Engagement.
  engaged,
} as const satisfies Record<string, Segment>;

export type SegmentCode = keyof typeof SEGMENTS;

export interface InSegment extends Belonging {
  /** What offers name it by: its code, with what it is about; or the merchant's own name. */
  name: string;
  /** null: the merchant's own. */
  code: SegmentCode | null;
}

const IN_ORDER = Object.entries(SEGMENTS) as [SegmentCode, Segment][];

/** @param own the merchant's. @returns every segment that the customer is in, and why */
export function segmentsOf(buyer: Buyer, audience: ShopAudience, own: readonly Pick<OwnSegment, 'name' | 'kind' | 'value'>[], now: Date): InSegment[] {
  return [
    ...IN_ORDER.flatMap(([code, segment]) => segment.holds(buyer, audience, now).map((belonging) => ({ ...belonging, code, name: belonging.about === undefined ? code : `${code}:${belonging.about}` }))),
    ...own.filter((segment) => belongsTo(segment, buyer)).map(({ name }) => ({ name, code: null, numbers: [] })),
  ];
}
