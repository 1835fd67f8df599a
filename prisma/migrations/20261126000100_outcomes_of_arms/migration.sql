-- What became of a subject says more: units, messages, profit as it is compared, and what they brought before. What was kept
-- is computed anew.
DELETE FROM "subject_outcomes";
UPDATE "outcome_rollups" SET "basis" = '', "totals" = '[]';
ALTER TABLE "subject_outcomes"
  DROP COLUMN "paid_minor", DROP COLUMN "margin_minor",
  ADD COLUMN "units" INTEGER NOT NULL,
  ADD COLUMN "returned_units" INTEGER NOT NULL,
  ADD COLUMN "messages" INTEGER NOT NULL,
  ADD COLUMN "unsubscribed" BOOLEAN NOT NULL,
  ADD COLUMN "profit_milli" BIGINT NOT NULL,
  ADD COLUMN "capped_milli" BIGINT NOT NULL,
  ADD COLUMN "before_minor" BIGINT NOT NULL;

-- Messages cost, and may lose somebody; both are noted once they were sent. And what a visitor bought before is known by
-- their own id, also where the order is somebody else's.
DO $$
DECLARE
  noted RECORD;
BEGIN
  FOR noted IN SELECT * FROM (VALUES
    ('steps', '''CASE WHEN sent_at IS NOT NULL THEN ''''c:'''' || customer_id END'''),
    ('message_events', '''CASE WHEN event IN (''''unsubscribed'''', ''''marked_as_spam'''') THEN (SELECT ''''c:'''' || s.customer_id FROM steps s WHERE s.shop_id = c.shop_id AND s.step_id = c.step_id) END'''),
    ('orders', '''''''c:'''' || customer_id'', ''''''v:'''' || visitor_id''')) AS t (name, about) LOOP
    EXECUTE format('DROP TRIGGER IF EXISTS note_inserted ON %1$I; DROP TRIGGER IF EXISTS note_before_update ON %1$I; DROP TRIGGER IF EXISTS note_after_update ON %1$I; DROP TRIGGER IF EXISTS note_deleted ON %1$I', noted.name);
    EXECUTE format('CREATE TRIGGER note_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
    EXECUTE format('CREATE TRIGGER note_before_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
    EXECUTE format('CREATE TRIGGER note_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
    EXECUTE format('CREATE TRIGGER note_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(%s)', noted.name, noted.about);
  END LOOP;
END $$;
