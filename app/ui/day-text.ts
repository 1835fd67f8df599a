// A day of every year, in words: "24 December".
import type { DayOfYear } from '#app/domain/catalog/offer-limit.ts';
import type { ShopFormat } from './shop-format.ts';

export const dayText = ({ month, day }: DayOfYear, { months }: Pick<ShopFormat, 'months'>): string => `${day} ${months[month - 1] ?? month}`;
