-- What all outcomes depend on makes them all stale: a shop where nothing else happens is refreshed for that, too, so that its
-- page is not computed anew at every opening.
DO $$
DECLARE
  told TEXT;
BEGIN
  FOREACH told IN ARRAY ARRAY['guardrails', 'measure_settings', 'experiments'] LOOP
    EXECUTE format('CREATE TRIGGER note_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(''''''all'''''')', told);
    EXECUTE format('CREATE TRIGGER note_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes(''''''all'''''')', told);
  END LOOP;
END $$;
