-- CreateTable
CREATE TABLE "shops" (
    "shop_id" BIGINT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "primary_locale" TEXT NOT NULL,
    "storefront_url" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "discount_node_id" TEXT,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "shop_domain" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "scope" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "access_token_sealed" TEXT NOT NULL,
    "refresh_token_sealed" TEXT,
    "refresh_expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("shop_domain","session_id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "shop_id" BIGINT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT,
    "triggered_at" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "payload" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "applied_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "products" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "product_type" TEXT NOT NULL,
    "tags" TEXT[],
    "status" TEXT NOT NULL,
    "category" TEXT,
    "image_url" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "products_pkey" PRIMARY KEY ("shop_id","product_id")
);

-- CreateTable
CREATE TABLE "variants" (
    "shop_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "position" SMALLINT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "compare_at_minor" BIGINT,
    "image_url" TEXT,
    "inventory_item_id" BIGINT NOT NULL,
    "inventory_policy" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "variants_pkey" PRIMARY KEY ("shop_id","variant_id")
);

-- CreateTable
CREATE TABLE "inventory_items" (
    "shop_id" BIGINT NOT NULL,
    "inventory_item_id" BIGINT NOT NULL,
    "tracked" BOOLEAN NOT NULL,
    "unit_cost_minor" BIGINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inventory_items_pkey" PRIMARY KEY ("shop_id","inventory_item_id")
);

-- CreateTable
CREATE TABLE "inventory_levels" (
    "shop_id" BIGINT NOT NULL,
    "inventory_item_id" BIGINT NOT NULL,
    "location_id" BIGINT NOT NULL,
    "available" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inventory_levels_pkey" PRIMARY KEY ("shop_id","inventory_item_id","location_id")
);

-- CreateTable
CREATE TABLE "customers" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "tags" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "customers_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "customer_id" BIGINT,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "discount_minor" BIGINT NOT NULL,
    "unit_cost_minor" BIGINT,
    "set_id" UUID,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("shop_id","order_id","line_id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "shop_id" BIGINT NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "refunded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("shop_id","refund_id")
);

-- CreateTable
CREATE TABLE "refund_lines" (
    "shop_id" BIGINT NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "refund_lines_pkey" PRIMARY KEY ("shop_id","refund_id","line_id")
);

-- CreateTable
CREATE TABLE "backfills" (
    "shop_id" BIGINT NOT NULL,
    "backfill_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "stages" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "backfills_pkey" PRIMARY KEY ("shop_id","backfill_id")
);

-- CreateTable
CREATE TABLE "association_models" (
    "shop_id" BIGINT NOT NULL,
    "model_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "current" BOOLEAN NOT NULL DEFAULT false,
    "orders" INTEGER NOT NULL,
    "products" INTEGER NOT NULL,
    "parameters" JSONB NOT NULL,
    "backtest" JSONB NOT NULL,
    "popular_ids" BIGINT[],
    "popular_shares" DOUBLE PRECISION[],
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "association_models_pkey" PRIMARY KEY ("shop_id","model_id")
);

-- CreateTable
CREATE TABLE "associations" (
    "shop_id" BIGINT NOT NULL,
    "model_id" UUID NOT NULL,
    "product_id" BIGINT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "orders" INTEGER NOT NULL,
    "target_ids" BIGINT[],
    "ridge" DOUBLE PRECISION[],
    "pairs" DOUBLE PRECISION[],
    "support" INTEGER[],

    CONSTRAINT "associations_pkey" PRIMARY KEY ("shop_id","model_id","product_id")
);

-- CreateTable
CREATE TABLE "sets" (
    "shop_id" BIGINT NOT NULL,
    "set_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "strategy" TEXT NOT NULL,
    "anchor_product_id" BIGINT NOT NULL,
    "goal" TEXT NOT NULL,
    "discount_bp" INTEGER NOT NULL,
    "support" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,

    CONSTRAINT "sets_pkey" PRIMARY KEY ("shop_id","set_id")
);

-- CreateTable
CREATE TABLE "set_slots" (
    "shop_id" BIGINT NOT NULL,
    "set_id" UUID NOT NULL,
    "slot_no" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "set_slots_pkey" PRIMARY KEY ("shop_id","set_id","slot_no")
);

-- CreateTable
CREATE TABLE "set_candidates" (
    "shop_id" BIGINT NOT NULL,
    "set_id" UUID NOT NULL,
    "slot_no" SMALLINT NOT NULL,
    "rank" SMALLINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "support" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "set_candidates_pkey" PRIMARY KEY ("shop_id","set_id","slot_no","rank")
);

-- CreateTable
CREATE TABLE "guardrails" (
    "shop_id" BIGINT NOT NULL,
    "floor_bp" INTEGER NOT NULL,
    "floor_minor" BIGINT NOT NULL,
    "max_discount_bp" INTEGER NOT NULL,
    "default_cost_bp" INTEGER,
    "fee_bp" INTEGER NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "return_cooldown_days" SMALLINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "guardrails_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "placements" (
    "shop_id" BIGINT NOT NULL,
    "placement" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "placements_pkey" PRIMARY KEY ("shop_id","placement")
);

-- CreateTable
CREATE TABLE "publications" (
    "shop_id" BIGINT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value_hash" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publications_pkey" PRIMARY KEY ("shop_id","owner_id","key")
);

-- CreateTable
CREATE TABLE "decisions" (
    "shop_id" BIGINT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "decision_id" UUID NOT NULL,
    "placement" TEXT NOT NULL,
    "customer_id" BIGINT,
    "visitor_id" TEXT,
    "currency" TEXT NOT NULL,
    "cart_product_ids" BIGINT[],
    "set_id" UUID,
    "offered" JSONB NOT NULL,
    "refused" JSONB NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("shop_id","decided_at","decision_id")
) PARTITION BY RANGE ("decided_at");

-- Months are added ahead by app/db/across-shops/decision-partitions.ts
-- and what falls outside them still has a place.
CREATE TABLE "decisions_default" PARTITION OF "decisions" DEFAULT;

-- CreateTable
CREATE TABLE "changes" (
    "shop_id" BIGINT NOT NULL,
    "change_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("shop_id","change_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shops_domain_key" ON "shops"("domain");

-- CreateIndex
CREATE INDEX "variants_shop_id_product_id_idx" ON "variants"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "variants_shop_id_inventory_item_id_idx" ON "variants"("shop_id", "inventory_item_id");

-- CreateIndex
CREATE INDEX "orders_shop_id_customer_id_ordered_at_idx" ON "orders"("shop_id", "customer_id", "ordered_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_ordered_at_idx" ON "orders"("shop_id", "ordered_at");

-- CreateIndex
CREATE INDEX "order_lines_shop_id_product_id_idx" ON "order_lines"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "refunds_shop_id_order_id_idx" ON "refunds"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "refund_lines_shop_id_order_id_idx" ON "refund_lines"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "sets_shop_id_status_idx" ON "sets"("shop_id", "status");

-- CreateIndex
CREATE INDEX "sets_shop_id_anchor_product_id_idx" ON "sets"("shop_id", "anchor_product_id");

-- CreateIndex
CREATE INDEX "set_candidates_shop_id_product_id_idx" ON "set_candidates"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "decisions_shop_id_decision_id_idx" ON "decisions"("shop_id", "decision_id");

-- CreateIndex
CREATE INDEX "changes_shop_id_changed_at_idx" ON "changes"("shop_id", "changed_at" DESC);

-- AddForeignKey
ALTER TABLE "set_slots" ADD CONSTRAINT "set_slots_shop_id_set_id_fkey" FOREIGN KEY ("shop_id", "set_id") REFERENCES "sets"("shop_id", "set_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "set_candidates" ADD CONSTRAINT "set_candidates_shop_id_set_id_slot_no_fkey" FOREIGN KEY ("shop_id", "set_id", "slot_no") REFERENCES "set_slots"("shop_id", "set_id", "slot_no") ON DELETE CASCADE ON UPDATE CASCADE;

-- Claiming work reads pending rows only, oldest first within a shop.
CREATE INDEX "webhook_deliveries_pending_idx" ON "webhook_deliveries"("shop_id", "received_at") WHERE "status" = 'pending';

-- The same event arrives once per topic, whatever its webhook id.
CREATE UNIQUE INDEX "webhook_deliveries_event_idx" ON "webhook_deliveries"("shop_id", "event_id", "topic") WHERE "event_id" IS NOT NULL;

-- At most one model of a shop is the one that readers use.
CREATE UNIQUE INDEX "association_models_current_idx" ON "association_models"("shop_id") WHERE "current";
