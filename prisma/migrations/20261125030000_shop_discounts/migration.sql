-- Discounts of the shop that are not ours, as far as they are or will be in force.
CREATE TABLE "shop_discounts" (
    "shop_id" BIGINT NOT NULL,
    "discount_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "classes" TEXT[] NOT NULL,
    "percent_bp" INTEGER,
    "amount_minor" BIGINT,
    "amount_each" BOOLEAN NOT NULL DEFAULT false,
    "combines_order" BOOLEAN NOT NULL,
    "combines_product" BOOLEAN NOT NULL,
    "combines_shipping" BOOLEAN NOT NULL,
    "covers" TEXT NOT NULL,
    "product_ids" BIGINT[] NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_discounts_pkey" PRIMARY KEY ("shop_id", "discount_id")
);
