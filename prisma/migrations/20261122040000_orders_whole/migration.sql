-- What an order is made of besides its lines' prices, its returns, and when a parcel counts as delivered.
ALTER TABLE "orders" ADD COLUMN "presentment_currency" TEXT;
ALTER TABLE "orders" ADD COLUMN "taxes_included" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "order_lines" ADD COLUMN "tax_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "order_lines" ADD COLUMN "removed_quantity" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "refunds" ADD COLUMN "shipping_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "refunds" ADD COLUMN "adjustment_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "refunds" ADD COLUMN "tax_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "refund_lines" ADD COLUMN "tax_minor" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE "fulfillments" ADD COLUMN "shipped_at" TIMESTAMPTZ(3);
ALTER TABLE "fulfillments" ADD COLUMN "country_code" TEXT;
ALTER TABLE "fulfillments" ADD COLUMN "triggered_at" TIMESTAMPTZ(6);

CREATE TABLE "fulfillment_events" (
    "shop_id" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "fulfillment_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),
    CONSTRAINT "fulfillment_events_pkey" PRIMARY KEY ("shop_id", "event_id")
);
CREATE INDEX "fulfillment_events_shop_id_fulfillment_id_idx" ON "fulfillment_events"("shop_id", "fulfillment_id");

CREATE TABLE "returns" (
    "shop_id" BIGINT NOT NULL,
    "return_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "triggered_at" TIMESTAMPTZ(6),
    "lines_known" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "returns_pkey" PRIMARY KEY ("shop_id", "return_id")
);
CREATE INDEX "returns_shop_id_order_id_idx" ON "returns"("shop_id", "order_id");

CREATE TABLE "return_lines" (
    "shop_id" BIGINT NOT NULL,
    "return_id" BIGINT NOT NULL,
    "return_line_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    CONSTRAINT "return_lines_pkey" PRIMARY KEY ("shop_id", "return_id", "return_line_id")
);
CREATE INDEX "return_lines_shop_id_order_id_idx" ON "return_lines"("shop_id", "order_id");

CREATE TABLE "transit_times" (
    "shop_id" BIGINT NOT NULL,
    "country_code" TEXT NOT NULL,
    "parcels" INTEGER NOT NULL,
    "median_minutes" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "transit_times_pkey" PRIMARY KEY ("shop_id", "country_code")
);

CREATE TABLE "awaited_deliveries" (
    "shop_id" BIGINT NOT NULL,
    "fulfillment_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    CONSTRAINT "awaited_deliveries_pkey" PRIMARY KEY ("shop_id", "fulfillment_id")
);
CREATE INDEX "awaited_deliveries_shop_id_order_id_idx" ON "awaited_deliveries"("shop_id", "order_id");
CREATE INDEX "awaited_deliveries_due_idx" ON "awaited_deliveries"("shop_id", "due_at") WHERE "handled_at" IS NULL;

ALTER TABLE "enrollments" ADD COLUMN "by_estimate" BOOLEAN NOT NULL DEFAULT false;

-- When a parcel arrived; NULL: it has not, as far as anybody said. The newest word counts, the carrier's reports or the
-- parcel's own; of the moment, the carrier's report knows best.
CREATE FUNCTION delivered_at(parcel fulfillments) RETURNS TIMESTAMPTZ LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN max(COALESCE(e.deleted_at, e.told_at)) > COALESCE(parcel.triggered_at, parcel.updated_at) THEN max(e.happened_at) FILTER (WHERE e.deleted_at IS NULL)
              WHEN parcel.delivered_at IS NOT NULL THEN COALESCE(max(e.happened_at) FILTER (WHERE e.deleted_at IS NULL), parcel.delivered_at) END
    FROM fulfillment_events e WHERE e.shop_id = parcel.shop_id AND e.fulfillment_id = parcel.fulfillment_id
$$;

-- Returns that were neither refused nor called off, product by product, also of those whose lines are not known yet: all of
-- the order's then. closed_at NULL: the return is open, a request counting as one.
CREATE VIEW returned_products AS
  SELECT r.shop_id, r.return_id, r.order_id, l.line_id, l.product_id, r.status, CASE WHEN r.status = 'closed' THEN COALESCE(r.closed_at, r.triggered_at) END AS closed_at
    FROM returns r
    JOIN order_lines l ON l.shop_id = r.shop_id AND l.order_id = r.order_id AND l.product_id IS NOT NULL
     AND (NOT r.lines_known OR EXISTS (SELECT 1 FROM return_lines t WHERE t.shop_id = r.shop_id AND t.return_id = r.return_id AND t.line_id = l.line_id))
   WHERE r.status IN ('requested', 'open', 'closed');
