-- What a set offers beside a percentage, and what it is held to: floors and costs of parts of the range.
ALTER TABLE "sets" ADD COLUMN "offer_kind" TEXT NOT NULL DEFAULT 'percent';
ALTER TABLE "sets" ADD COLUMN "offer_minor" BIGINT;
ALTER TABLE "sets" ADD COLUMN "offer_slot_no" SMALLINT;
ALTER TABLE "sets" ADD COLUMN "offer_tag" TEXT;

-- Merchants who saved their guardrails before know a set's discount as the one that is given.
ALTER TABLE "guardrails" ADD COLUMN "discount_mode" TEXT NOT NULL DEFAULT 'as_set';
ALTER TABLE "guardrails" ADD COLUMN "handling_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "guardrails" ADD COLUMN "shipping_minor" BIGINT NOT NULL DEFAULT 0;

CREATE TABLE "margin_rules" (
    "shop_id" BIGINT NOT NULL,
    "scope" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "floor_bp" INTEGER,
    "floor_minor" BIGINT,
    "default_cost_bp" INTEGER,
    "handling_minor" BIGINT,
    CONSTRAINT "margin_rules_pkey" PRIMARY KEY ("shop_id", "scope", "value")
);
