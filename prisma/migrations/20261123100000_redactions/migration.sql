-- Whom Shopify asked us to forget does not come back, by whichever wire: not as a bare id either.
CREATE TABLE "redactions" (
    "shop_id" BIGINT NOT NULL,
    "name_hash" BYTEA NOT NULL,

    CONSTRAINT "redactions_pkey" PRIMARY KEY ("shop_id","name_hash")
);

-- Of a customer, or of an order whose customer is to stay unknown.
CREATE FUNCTION redaction_hash(kind TEXT, shop BIGINT, id BIGINT) RETURNS BYTEA LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  'SELECT sha256(kind::bytea || int8send(shop) || int8send(id))';

-- Whoever writes and whoever redacts wait for each other: what is written meanwhile would be seen by neither.
CREATE FUNCTION has_redactions(shop BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('redactions', shop));
  RETURN EXISTS (SELECT 1 FROM redactions r WHERE r.shop_id = shop);
END $$;

-- Once a statement, not once a row, and for nothing where nobody was redacted: a past comes by the million.
CREATE FUNCTION drop_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shop BIGINT := (SELECT shop_id FROM written LIMIT 1);
BEGIN
  IF has_redactions(shop) THEN
    EXECUTE format('DELETE FROM %1$I WHERE shop_id = $1 AND %2$I IN
                      (SELECT w.%2$I FROM written w JOIN redactions r ON r.shop_id = w.shop_id AND r.name_hash = redaction_hash($2, w.shop_id, w.%2$I))',
                   TG_TABLE_NAME, TG_ARGV[0] || '_id') USING shop, TG_ARGV[0];
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER drop_redacted AFTER INSERT ON customers REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION drop_redacted('customer');
CREATE TRIGGER drop_redacted AFTER INSERT ON checkouts REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION drop_redacted('customer');
CREATE TRIGGER drop_redacted AFTER INSERT ON subscription_contracts REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION drop_redacted('customer');
CREATE TRIGGER drop_redacted AFTER INSERT ON guest_orders REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION drop_redacted('order');

-- Orders stay as numbers, without the person.
CREATE FUNCTION clear_redacted_orders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shop BIGINT := (SELECT shop_id FROM written LIMIT 1);
BEGIN
  IF has_redactions(shop) THEN
    UPDATE orders o SET customer_id = NULL, visitor_id = NULL, step_id = NULL FROM written w
     WHERE o.shop_id = shop AND o.order_id = w.order_id AND num_nonnulls(o.customer_id, o.visitor_id, o.step_id) > 0
       AND EXISTS (SELECT 1 FROM redactions r WHERE r.shop_id = shop AND r.name_hash IN (redaction_hash('order', shop, o.order_id), redaction_hash('customer', shop, o.customer_id)));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER clear_redacted_inserted AFTER INSERT ON orders REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION clear_redacted_orders();
CREATE TRIGGER clear_redacted_updated AFTER UPDATE ON orders REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION clear_redacted_orders();
