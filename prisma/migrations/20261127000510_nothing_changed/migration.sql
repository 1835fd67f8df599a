-- A statement that changed nothing notes nothing, and pays for no note.
CREATE OR REPLACE FUNCTION note_stale_outcomes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  about TEXT;
BEGIN
  IF NOT EXISTS (SELECT FROM changed) THEN
    RETURN NULL;
  END IF;
  FOREACH about IN ARRAY TG_ARGV LOOP
    EXECUTE format('INSERT INTO stale_outcomes (shop_id, about) SELECT DISTINCT c.shop_id, %1$s FROM changed c WHERE %1$s IS NOT NULL AND EXISTS (SELECT 1 FROM experiments e WHERE e.shop_id = c.shop_id)', about);
  END LOOP;
  RETURN NULL;
END $$;
