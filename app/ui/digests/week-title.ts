// "16 Nov 2026 to 22 Nov 2026", by the week's Monday.
import { sundayOf } from '#app/domain/set/digest.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export const weekTitle = (monday: string, format: ShopFormat): string => text.digests.week(format.day(monday), format.day(sundayOf(monday)));
