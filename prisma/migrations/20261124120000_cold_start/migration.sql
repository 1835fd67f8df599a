-- What a suggestion rests on where orders do not say it yet, and what merchants say themselves in Shopify.
ALTER TABLE "sets" ADD COLUMN "evidence" TEXT NOT NULL DEFAULT 'orders';
ALTER TABLE "sets" ADD COLUMN "borrowed_from" BIGINT[] NOT NULL DEFAULT '{}';
ALTER TABLE "sets" ADD COLUMN "shared_words" TEXT[] NOT NULL DEFAULT '{}';

CREATE TABLE "product_complements" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "complement_ids" BIGINT[] NOT NULL,
    CONSTRAINT "product_complements_pkey" PRIMARY KEY ("shop_id", "product_id")
);
