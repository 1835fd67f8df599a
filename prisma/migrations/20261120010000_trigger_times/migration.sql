-- Shopify writes updated_at in whole seconds: where two versions tie, the later trigger wins. Null: read, not delivered.
ALTER TABLE "products" ADD COLUMN "triggered_at" TIMESTAMPTZ(6);
ALTER TABLE "inventory_items" ADD COLUMN "triggered_at" TIMESTAMPTZ(6);
ALTER TABLE "inventory_levels" ADD COLUMN "triggered_at" TIMESTAMPTZ(6);
ALTER TABLE "orders" ADD COLUMN "triggered_at" TIMESTAMPTZ(6);
