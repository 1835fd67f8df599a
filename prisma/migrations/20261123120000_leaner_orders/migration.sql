-- Every order of a past pays for every index. No query looks for lines by product alone: they are found by their order.
DROP INDEX "order_lines_shop_id_product_id_idx";

-- Few orders have a visitor, those of the past none.
DROP INDEX "orders_shop_id_visitor_id_idx";
CREATE INDEX "orders_visitor_idx" ON "orders"("shop_id", "visitor_id") WHERE "visitor_id" IS NOT NULL;
