// How webhook payloads write things, unlike the Admin API: numbers for ids, texts for money, time with the shop's offset.
import { paidBeside } from '../../store/presentment.ts';
import type { OrderRecord, ShopRecord } from '../../store/types.ts';
import { toText } from '../../store/money.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** "2026-01-31T18:00:00+01:00": by the second, in the shop's zone. */
export function inZone(iso: string, timezone: string): string {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
      hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset',
    });
    formats.set(timezone, format);
  }
  const part = Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  const offset = part.timeZoneName === 'GMT' ? '+00:00' : (part.timeZoneName ?? '').replace('GMT', '');
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}${offset}`;
}

export const inZoneOrNull = (iso: string | null, timezone: string): string | null => (iso === null ? null : inZone(iso, timezone));

export function moneySet(amount: string, currency: string, paid = { text: amount, currency }): { shop_money: unknown; presentment_money: unknown } {
  return { shop_money: { amount, currency_code: currency }, presentment_money: { amount: paid.text, currency_code: paid.currency } };
}

/** An amount of an order, as it was paid beside it. */
export const orderSet = (minor: number, order: OrderRecord): unknown => moneySet(toText(minor), order.currency, paidBeside(minor, order));

export const minorSet = (minor: number, shop: ShopRecord): unknown => moneySet(toText(minor), shop.currency);
