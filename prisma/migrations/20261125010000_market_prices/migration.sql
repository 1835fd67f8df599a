-- The currencies other than the shop's that its markets sell in, and what they ask for what sets name. Both are facts that
-- deciding keeps in memory, so they tell of their changes as the others do (migration facts_told).
CREATE TABLE market_currencies (
  shop_id BIGINT NOT NULL,
  market_id BIGINT NOT NULL,
  currency TEXT NOT NULL,
  countries TEXT[] NOT NULL,
  manual_rate DOUBLE PRECISION,
  rate DOUBLE PRECISION,
  PRIMARY KEY (shop_id, market_id, currency)
);

CREATE TABLE market_prices (
  shop_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  variant_id BIGINT NOT NULL,
  market_id BIGINT NOT NULL,
  currency TEXT NOT NULL,
  price_minor BIGINT NOT NULL,
  PRIMARY KEY (shop_id, product_id, variant_id, market_id, currency)
);

DO $$
DECLARE
  told RECORD;
BEGIN
  FOR told IN SELECT * FROM (VALUES ('market_currencies', 'tell_whole(''place'')'), ('market_prices', 'tell_products()')) AS t (name, tell) LOOP
    EXECUTE format('CREATE TRIGGER tell_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
    EXECUTE format('CREATE TRIGGER tell_before_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
    EXECUTE format('CREATE TRIGGER tell_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
    EXECUTE format('CREATE TRIGGER tell_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
  END LOOP;
END $$;
