-- What a merchant says of when, where and to whom something is offered, what fits what, and the facts that both look at.
CREATE TABLE "offer_limits" (
    "shop_id" BIGINT NOT NULL,
    "scope" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    CONSTRAINT "offer_limits_pkey" PRIMARY KEY ("shop_id", "scope", "value", "kind")
);

CREATE TABLE "compatibility_rules" (
    "shop_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "compatibility_rules_pkey" PRIMARY KEY ("shop_id", "source", "key")
);

ALTER TABLE "products" ADD COLUMN "gift_card" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "products" ADD COLUMN "needs_subscription" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "variants" ADD COLUMN "options" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "guardrails" ADD COLUMN "category_cooldown_days" SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE "guardrails" ADD COLUMN "offer_cooldown_days" SMALLINT NOT NULL DEFAULT 14;
ALTER TABLE "guardrails" ADD COLUMN "first_value_days" SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE "guardrails" ADD COLUMN "dearest_bp" INTEGER NOT NULL DEFAULT 30000;

-- The nightly comparison finds every variant a little older than the store's and reads it whole, with its options.
UPDATE "variants" SET "updated_at" = "updated_at" - interval '1 second' WHERE "deleted_at" IS NULL;
