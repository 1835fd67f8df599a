-- An item that left a location keeps its row, so that an older word about it lifts nothing.
ALTER TABLE "inventory_levels" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

CREATE TABLE "locations" (
    "shop_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "fulfills_online" BOOLEAN NOT NULL,
    CONSTRAINT "locations_pkey" PRIMARY KEY ("shop_id", "location_id")
);

CREATE TABLE "markets" (
    "shop_id" BIGINT NOT NULL,
    "market_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "countries" TEXT[],
    CONSTRAINT "markets_pkey" PRIMARY KEY ("shop_id", "market_id")
);

CREATE TABLE "blocks" (
    "shop_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "gone_at" TIMESTAMPTZ(3),
    CONSTRAINT "blocks_pkey" PRIMARY KEY ("shop_id", "kind", "value")
);

CREATE TABLE "collection_products" (
    "shop_id" BIGINT NOT NULL,
    "collection_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    CONSTRAINT "collection_products_pkey" PRIMARY KEY ("shop_id", "collection_id", "product_id")
);
CREATE INDEX "collection_products_shop_id_product_id_idx" ON "collection_products"("shop_id", "product_id");

ALTER TABLE "shops" ADD COLUMN "discount_stopped" TEXT;
ALTER TABLE "discount_codes" ADD COLUMN "revoked_at" TIMESTAMPTZ(3);
ALTER TABLE "discount_codes" ADD COLUMN "told_at" TIMESTAMPTZ(6);
ALTER TABLE "placements" ADD COLUMN "in_theme" BOOLEAN;
