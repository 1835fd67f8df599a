-- If this, then that, by the merchant's word; what each rule's products come to today; and how often each acted.
CREATE TABLE offer_rules (
  shop_id BIGINT NOT NULL,
  rule_id UUID NOT NULL,
  place INTEGER NOT NULL,
  name TEXT,
  enabled BOOLEAN NOT NULL,
  conditions JSONB NOT NULL,
  action JSONB NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  enabled_at TIMESTAMPTZ(3),
  created_at TIMESTAMPTZ(3) NOT NULL,
  updated_at TIMESTAMPTZ(3) NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (shop_id, rule_id)
);

CREATE TABLE offer_rule_products (
  shop_id BIGINT NOT NULL,
  rule_id UUID NOT NULL,
  part TEXT NOT NULL,
  product_id BIGINT NOT NULL,
  PRIMARY KEY (shop_id, rule_id, part, product_id),
  FOREIGN KEY (shop_id, rule_id) REFERENCES offer_rules (shop_id, rule_id) ON DELETE CASCADE
);

CREATE TABLE offer_rule_days (
  shop_id BIGINT NOT NULL,
  rule_id UUID NOT NULL,
  day DATE NOT NULL,
  acted INTEGER NOT NULL,
  PRIMARY KEY (shop_id, rule_id, day),
  FOREIGN KEY (shop_id, rule_id) REFERENCES offer_rules (shop_id, rule_id) ON DELETE CASCADE
);

DO $$
DECLARE
  told TEXT;
BEGIN
  FOREACH told IN ARRAY ARRAY['offer_rules', 'offer_rule_products'] LOOP
    EXECUTE format('CREATE TRIGGER tell_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''rule'')', told);
    EXECUTE format('CREATE TRIGGER tell_before_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''rule'')', told);
    EXECUTE format('CREATE TRIGGER tell_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''rule'')', told);
    EXECUTE format('CREATE TRIGGER tell_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole(''rule'')', told);
  END LOOP;
END $$;
