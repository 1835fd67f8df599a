-- Tests A/B/n: what is compared, who is given which arm from when on, and what came of it. And what a place shows for good.
CREATE TABLE tests (
  shop_id BIGINT NOT NULL,
  test_id UUID NOT NULL,
  experiment_id UUID NOT NULL,
  test_no INTEGER NOT NULL,
  place TEXT NOT NULL,
  variable TEXT NOT NULL,
  mode TEXT NOT NULL,
  versions JSONB NOT NULL,
  shares JSONB NOT NULL,
  planned_subjects INTEGER,
  planned_days INTEGER NOT NULL,
  asked_at TIMESTAMPTZ(3) NOT NULL,
  asked_by TEXT NOT NULL,
  live_at TIMESTAMPTZ(3),
  ended_at TIMESTAMPTZ(3),
  ended_by TEXT,
  conclusion TEXT,
  used_arm TEXT,
  known JSONB,
  PRIMARY KEY (shop_id, test_id),
  FOREIGN KEY (shop_id, experiment_id) REFERENCES experiments (shop_id, experiment_id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE UNIQUE INDEX tests_shop_id_test_no_key ON tests (shop_id, test_no);
CREATE UNIQUE INDEX tests_shop_id_place_running ON tests (shop_id, place) WHERE ended_at IS NULL;
CREATE INDEX tests_shop_id_experiment_id_idx ON tests (shop_id, experiment_id);

CREATE TABLE test_shares (
  shop_id BIGINT NOT NULL,
  test_id UUID NOT NULL,
  from_at TIMESTAMPTZ(3) NOT NULL,
  shares JSONB NOT NULL,
  PRIMARY KEY (shop_id, test_id, from_at),
  FOREIGN KEY (shop_id, test_id) REFERENCES tests (shop_id, test_id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE place_settings (
  shop_id BIGINT NOT NULL,
  place TEXT NOT NULL,
  heading TEXT,
  most_items INTEGER,
  updated_at TIMESTAMPTZ(3) NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (shop_id, place)
);

DO $$
DECLARE
  told TEXT;
BEGIN
  FOREACH told IN ARRAY ARRAY['tests', 'place_settings'] LOOP
    EXECUTE format('CREATE TRIGGER tell_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''place'')', told);
    EXECUTE format('CREATE TRIGGER tell_before_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''place'')', told);
    EXECUTE format('CREATE TRIGGER tell_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''place'')', told);
    EXECUTE format('CREATE TRIGGER tell_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''place'')', told);
  END LOOP;
END $$;
