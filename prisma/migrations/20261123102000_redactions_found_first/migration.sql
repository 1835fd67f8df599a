-- First which of what was written is redacted, then only those: of a table that is just being filled the planner knows no size,
-- and would read all of it for every batch.
CREATE OR REPLACE FUNCTION drop_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shop BIGINT := (SELECT shop_id FROM written LIMIT 1);
  redacted BIGINT[];
BEGIN
  IF has_redactions(shop) THEN
    EXECUTE format('SELECT array_agg(w.%1$I) FROM written w JOIN redactions r ON r.shop_id = $1 AND r.name_hash = redaction_hash($2, $1, w.%1$I)', TG_ARGV[0] || '_id') INTO redacted USING shop, TG_ARGV[0];
    IF redacted IS NOT NULL THEN
      EXECUTE format('DELETE FROM %I WHERE shop_id = $1 AND %I = ANY($2)', TG_TABLE_NAME, TG_ARGV[0] || '_id') USING shop, redacted;
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION clear_redacted_orders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shop BIGINT := (SELECT shop_id FROM written LIMIT 1);
  redacted BIGINT[];
BEGIN
  IF has_redactions(shop) THEN
    redacted := ARRAY(SELECT w.order_id FROM written w JOIN redactions r ON r.shop_id = shop AND r.name_hash = redaction_hash('order', shop, w.order_id)
                      UNION SELECT w.order_id FROM written w JOIN redactions r ON r.shop_id = shop AND r.name_hash = redaction_hash('customer', shop, w.customer_id));
    IF redacted <> '{}' THEN
      UPDATE orders SET customer_id = NULL, visitor_id = NULL, step_id = NULL
       WHERE shop_id = shop AND order_id = ANY(redacted) AND num_nonnulls(customer_id, visitor_id, step_id) > 0;
    END IF;
  END IF;
  RETURN NULL;
END $$;
