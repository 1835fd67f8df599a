// "16 Nov 2026 to 22 Nov 2026", by the week's Monday.
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export function weekTitle(monday: string, format: ShopFormat): string {
  const sunday = new Date(new Date(`${monday}T00:00:00Z`).getTime() + 6 * 86_400_000).toISOString().slice(0, 10);
  return text.digests.week(format.day(monday), format.day(sunday));
}
