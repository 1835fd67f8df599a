-- Products that stand in for one another, as a model learned them.
CREATE TABLE "product_substitutes" (
    "shop_id" BIGINT NOT NULL,
    "model_id" UUID NOT NULL,
    "product_id" BIGINT NOT NULL,
    "substitute_ids" BIGINT[] NOT NULL,
    "scores" DOUBLE PRECISION[] NOT NULL,
    PRIMARY KEY ("shop_id", "model_id", "product_id")
);

-- The counts that a model was made from, so that an order is added to them and not all orders counted again. Not compressed:
-- what is written once a night and read once an hour is not worth the time.
CREATE TABLE "association_counts" (
    "shop_id" BIGINT NOT NULL,
    "model_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    PRIMARY KEY ("shop_id", "model_id", "part")
);
ALTER TABLE "association_counts" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- The last order in the counts, and the last that was added to the model since, by time and id; and how often some were.
ALTER TABLE "association_models"
  ADD COLUMN "counted_at" TIMESTAMPTZ(3),
  ADD COLUMN "counted_order_id" BIGINT,
  ADD COLUMN "added_at" TIMESTAMPTZ(3),
  ADD COLUMN "added_order_id" BIGINT,
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;
