// How discounts are called, and whether one can be used now.
import type { DiscountRecord } from './app-types.ts';
import { gid } from './gid.ts';

export const discountGid = (id: number): string => gid('DiscountAutomaticNode', id);
export const codeGid = (id: number): string => gid('DiscountCodeNode', id);

export function discountStatus({ startsAt, endsAt }: Pick<DiscountRecord, 'startsAt' | 'endsAt'>, now: Date): 'ACTIVE' | 'EXPIRED' | 'SCHEDULED' {
  if (Date.parse(startsAt) > now.getTime()) return 'SCHEDULED';
  return endsAt !== null && Date.parse(endsAt) <= now.getTime() ? 'EXPIRED' : 'ACTIVE';
}
