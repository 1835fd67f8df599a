-- What the page "Data health" reads: sums that are kept as work is done, so that it costs the same with a million rows.
CREATE TABLE "delivery_tallies" (
    "shop_id" BIGINT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "topic" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "within_ms" INTEGER NOT NULL,
    "deliveries" INTEGER NOT NULL,
    "last_received_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "delivery_tallies_pkey" PRIMARY KEY ("shop_id","hour","topic","status","within_ms")
);

CREATE TABLE "product_sales" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "sales_minor" BIGINT NOT NULL,
    "last_sold_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_sales_pkey" PRIMARY KEY ("shop_id","product_id")
);

CREATE TABLE "shop_sales" (
    "shop_id" BIGINT NOT NULL,
    "sales_minor" BIGINT NOT NULL,
    "first_ordered_at" TIMESTAMPTZ(3),
    "summed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_sales_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "sold_out_products" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sold_out_products_pkey" PRIMARY KEY ("shop_id","product_id")
);

-- What was set aside, newest first. Rows enter it only when they are set aside: the inbox pays nothing for it.
CREATE INDEX "webhook_deliveries_set_aside_idx" ON "webhook_deliveries"("shop_id", "triggered_at" DESC, "webhook_id") WHERE "status" = 'set_aside';
