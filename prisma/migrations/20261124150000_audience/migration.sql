-- What people told us of products, and who wants no suggestions at all: under every name a subject has.
CREATE TABLE "subject_answers" (
    "shop_id" BIGINT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "answer" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subject_answers_pkey" PRIMARY KEY ("shop_id","subject_key","product_id")
);

CREATE TABLE "quiet_subjects" (
    "shop_id" BIGINT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quiet_subjects_pkey" PRIMARY KEY ("shop_id","subject_key")
);

CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF subject_key ON subject_answers FOR EACH ROW WHEN (NEW.subject_key LIKE 'c:%') EXECUTE FUNCTION follow_merge_by_key();
CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF subject_key ON quiet_subjects FOR EACH ROW WHEN (NEW.subject_key LIKE 'c:%') EXECUTE FUNCTION follow_merge_by_key();

-- A tag may also say why somebody is left alone: because a case of theirs is open.
ALTER TABLE "left_alone_tags" ADD COLUMN "meaning" TEXT NOT NULL DEFAULT 'left_alone';
ALTER TABLE "left_alone_tags" DROP CONSTRAINT "left_alone_tags_pkey";
ALTER TABLE "left_alone_tags" ADD CONSTRAINT "left_alone_tags_pkey" PRIMARY KEY ("shop_id", "meaning", "tag");

CREATE FUNCTION has_tag_meaning(shop BIGINT, customer BIGINT, meant TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  'SELECT EXISTS (SELECT 1 FROM customers c CROSS JOIN unnest(c.tags) AS own JOIN left_alone_tags t ON t.shop_id = c.shop_id AND t.meaning = meant AND t.tag = lower(own)
                   WHERE c.shop_id = shop AND c.customer_id = customer AND c.deleted_at IS NULL)';
CREATE OR REPLACE FUNCTION is_left_alone(shop BIGINT, customer BIGINT) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  'SELECT has_tag_meaning(shop, customer, ''left_alone'')';
CREATE FUNCTION has_open_case(shop BIGINT, customer BIGINT) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  'SELECT has_tag_meaning(shop, customer, ''open_case'')';

-- Counted every night, and after learning.
CREATE TABLE "product_stats" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "sold_units" INTEGER NOT NULL,
    "returned_units" INTEGER NOT NULL,
    "return_rate" DOUBLE PRECISION NOT NULL,
    "buyers" INTEGER NOT NULL,
    "buyers_again" INTEGER NOT NULL,
    "reorder_gaps" INTEGER NOT NULL,
    "reorder_days" DOUBLE PRECISION,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_stats_pkey" PRIMARY KEY ("shop_id","product_id")
);

CREATE TABLE "uplifts" (
    "shop_id" BIGINT NOT NULL,
    "place" TEXT NOT NULL,
    "shown" INTEGER NOT NULL,
    "shown_bought" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "held_bought" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "uplifts_pkey" PRIMARY KEY ("shop_id","place")
);

CREATE TABLE "shop_audiences" (
    "shop_id" BIGINT NOT NULL,
    "customers" INTEGER NOT NULL,
    "gap_days_p25" DOUBLE PRECISION,
    "gap_days_p90" DOUBLE PRECISION,
    "orders_p80" DOUBLE PRECISION,
    "spent_minor_p95" DOUBLE PRECISION,
    "discounted_p50" DOUBLE PRECISION,
    "discounted_p80" DOUBLE PRECISION,
    "kinds" JSONB NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_audiences_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "segments" (
    "shop_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "segments_pkey" PRIMARY KEY ("shop_id","name")
);
