// What the page "Data health" says of the catalogue and what no page can look for itself: what each product earned lately,
// and which have sold out. After each comparison with the store, and when its past was read.
import { noteSoldOut } from '#app/db/data-health.ts';
import { withTransaction } from '#app/db/pool.ts';
import { sumProductSales } from '#app/db/product-sales.ts';
import { daysBefore } from '#app/domain/days.ts';
import { BOUGHT_LATELY_DAYS, SALES_DAYS } from '#app/domain/metric/lately.ts';

export async function lookThroughCatalogue(shopId: bigint, at: Date): Promise<void> {
  await withTransaction(async (on) => {
    await sumProductSales(shopId, { sales: daysBefore(at, SALES_DAYS), bought: daysBefore(at, BOUGHT_LATELY_DAYS) }, at, on);
    await noteSoldOut(shopId, on);
  });
}
