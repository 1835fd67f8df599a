-- Of a discount on collections which ones they are, whose products are read like those that sets name. Of one of which Shopify
-- does not say what it takes off, the most that it does by the merchant's word.
ALTER TABLE "shop_discounts" ADD COLUMN "collection_ids" BIGINT[] NOT NULL DEFAULT '{}', ADD COLUMN "said_bp" INTEGER;
