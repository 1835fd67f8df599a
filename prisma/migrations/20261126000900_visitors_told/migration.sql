-- Of which visitors there is anything to be asked before a decision (pipeline/decide/known-visitors.ts): told when a device turns
-- out to be somebody's, and when a visitor answers, as the other facts are (migration facts_told). Who goes is not told of: to
-- ask once more of somebody who is gone finds nothing. Only what a visitor of the storefront can be called is told.
CREATE FUNCTION tell_visitors(shop BIGINT, visitors TEXT[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(visitors) > 10000 THEN
    PERFORM pg_notify('facts', 'visitor:' || shop);
  ELSE
    FOR at IN 1..cardinality(visitors) BY 150 LOOP
      PERFORM pg_notify('facts', 'visitor:' || shop || ':' || array_to_string(visitors[at:at + 149], ','));
    END LOOP;
  END IF;
END $$;

CREATE FUNCTION tell_linked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_visitors(shop_id, array_agg(DISTINCT visitor_id)) FROM changed WHERE visitor_id ~ '^[0-9a-fA-F-]{36}$' GROUP BY shop_id;
  RETURN NULL;
END $$;

CREATE FUNCTION tell_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_visitors(shop_id, array_agg(DISTINCT substr(subject_key, 3))) FROM changed WHERE subject_key ~ '^v:[0-9a-fA-F-]{36}$' GROUP BY shop_id;
  RETURN NULL;
END $$;

CREATE TRIGGER tell_inserted AFTER INSERT ON subject_links REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_linked();
CREATE TRIGGER tell_updated AFTER UPDATE ON subject_links REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_linked();
CREATE TRIGGER tell_inserted AFTER INSERT ON subject_answers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_answered();
CREATE TRIGGER tell_updated AFTER UPDATE ON subject_answers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_answered();
CREATE TRIGGER tell_inserted AFTER INSERT ON quiet_subjects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_answered();
CREATE TRIGGER tell_updated AFTER UPDATE ON quiet_subjects REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_answered();
