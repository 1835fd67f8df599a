-- A set says more than its products: what it improves, from what it starts, when, where and for whom. What it starts from and
-- what its slots take may be a rule (a collection, a tag, a type); set_anchors and set_candidates hold what the rule came to.
ALTER TABLE sets
  ADD COLUMN outcome TEXT,
  ADD COLUMN anchor_kind TEXT NOT NULL DEFAULT 'products',
  ADD COLUMN anchor_value TEXT,
  ADD COLUMN starts_on DATE,
  ADD COLUMN ends_on DATE,
  ADD COLUMN season_from TEXT,
  ADD COLUMN season_to TEXT,
  ADD COLUMN market_ids BIGINT[] NOT NULL DEFAULT '{}',
  ADD COLUMN segments TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN trial_bp INTEGER,
  ADD COLUMN by_rule_only BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN signals JSONB,
  ADD COLUMN version INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN snoozed_until TIMESTAMPTZ(3),
  ADD COLUMN refusal_code TEXT,
  ADD COLUMN refusal_note TEXT;

ALTER TABLE set_slots
  ADD COLUMN source_kind TEXT NOT NULL DEFAULT 'products',
  ADD COLUMN source_value TEXT,
  ADD COLUMN words TEXT;

ALTER TABLE set_candidates ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE set_anchors (
  shop_id BIGINT NOT NULL,
  set_id UUID NOT NULL,
  product_id BIGINT NOT NULL,
  slot_no SMALLINT NOT NULL DEFAULT 0,
  PRIMARY KEY (shop_id, set_id, product_id),
  FOREIGN KEY (shop_id, set_id) REFERENCES sets (shop_id, set_id) ON DELETE CASCADE
);
CREATE INDEX set_anchors_by_product ON set_anchors (shop_id, product_id);
INSERT INTO set_anchors (shop_id, set_id, product_id) SELECT shop_id, set_id, anchor_product_id FROM sets;

CREATE TABLE set_exclusions (
  shop_id BIGINT NOT NULL,
  set_id UUID NOT NULL,
  product_id BIGINT NOT NULL,
  PRIMARY KEY (shop_id, set_id, product_id),
  FOREIGN KEY (shop_id, set_id) REFERENCES sets (shop_id, set_id) ON DELETE CASCADE
);

CREATE TRIGGER tell_inserted AFTER INSERT ON set_anchors REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('set');
CREATE TRIGGER tell_before_update AFTER UPDATE ON set_anchors REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('set');
CREATE TRIGGER tell_after_update AFTER UPDATE ON set_anchors REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('set');
CREATE TRIGGER tell_deleted AFTER DELETE ON set_anchors REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('set');
