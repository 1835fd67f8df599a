-- What became of each subject, kept for the results page, and whose outcome may have changed since.
CREATE TABLE "subject_outcomes" (
    "shop_id" BIGINT NOT NULL,
    "scope" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "holdout_bp" DOUBLE PRECISION NOT NULL,
    "orders" INTEGER NOT NULL,
    "paid_minor" BIGINT NOT NULL,
    "revenue_minor" BIGINT NOT NULL,
    "margin_minor" BIGINT NOT NULL,
    "took" BOOLEAN NOT NULL,

    CONSTRAINT "subject_outcomes_pkey" PRIMARY KEY ("shop_id","subject_key","scope")
);

CREATE TABLE "stale_outcomes" (
    "shop_id" BIGINT NOT NULL,
    "mark_id" BIGSERIAL NOT NULL,
    "about" TEXT NOT NULL,

    CONSTRAINT "stale_outcomes_pkey" PRIMARY KEY ("shop_id","mark_id")
);

CREATE TABLE "outcome_rollups" (
    "shop_id" BIGINT NOT NULL,
    "basis" TEXT NOT NULL,
    "totals" JSONB NOT NULL,

    CONSTRAINT "outcome_rollups_pkey" PRIMARY KEY ("shop_id")
);

CREATE INDEX "orders_shop_id_visitor_id_idx" ON "orders"("shop_id", "visitor_id");
CREATE INDEX "attributions_shop_id_subject_key_idx" ON "attributions"("shop_id", "subject_key");

-- The database itself notes it, in the transaction that changes something: no writer can forget to. A shop that has never
-- measured has nothing to note, so that reading its history costs no more than it did.
CREATE FUNCTION note_stale_outcomes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  about TEXT;
BEGIN
  FOREACH about IN ARRAY TG_ARGV LOOP
    EXECUTE format('INSERT INTO stale_outcomes (shop_id, about) SELECT DISTINCT c.shop_id, %1$s FROM changed c WHERE %1$s IS NOT NULL AND EXISTS (SELECT 1 FROM experiments e WHERE e.shop_id = c.shop_id)', about);
  END LOOP;
  RETURN NULL;
END $$;

DO $$
DECLARE
  noted RECORD;
BEGIN
  FOR noted IN SELECT * FROM (VALUES
    ('exposures', '''subject_key'''), ('attributions', '''subject_key'''), ('subject_links', '''''''v:'''' || visitor_id'', ''''''c:'''' || customer_id'''),
    ('orders', '''COALESCE(''''c:'''' || customer_id, ''''v:'''' || visitor_id)'''), ('order_lines', '''''''o:'''' || order_id'''), ('refund_lines', '''''''o:'''' || order_id''')) AS t (name, about) LOOP
    EXECUTE format('CREATE TRIGGER note_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
    EXECUTE format('CREATE TRIGGER note_before_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
    EXECUTE format('CREATE TRIGGER note_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
    EXECUTE format('CREATE TRIGGER note_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
  END LOOP;
END $$;
