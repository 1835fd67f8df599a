-- What deciding keeps in memory (pipeline/decide/kept-facts.ts) the database itself tells of, in the transaction that changes
-- it: no writer can forget to. One notice a statement for what is the shop's as a whole, and for what is a product's its ids,
-- by hundreds as a notice may be 8,000 bytes long. Beyond ten thousand the shop's are told of as a whole.
CREATE FUNCTION tell_facts(kind TEXT, shop BIGINT, ids BIGINT[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(ids) > 10000 THEN
    PERFORM pg_notify('facts', kind || ':' || shop);
  ELSE
    FOR at IN 1..cardinality(ids) BY 300 LOOP
      PERFORM pg_notify('facts', kind || ':' || shop || ':' || array_to_string(ids[at:at + 299], ','));
    END LOOP;
  END IF;
END $$;

CREATE FUNCTION tell_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('facts', TG_ARGV[0] || ':' || shop_id) FROM (SELECT DISTINCT shop_id FROM changed) AS told;
  RETURN NULL;
END $$;

CREATE FUNCTION tell_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_facts('product', shop_id, array_agg(DISTINCT product_id)) FROM changed GROUP BY shop_id;
  RETURN NULL;
END $$;

CREATE FUNCTION tell_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_facts('item', shop_id, array_agg(DISTINCT inventory_item_id)) FROM changed GROUP BY shop_id;
  RETURN NULL;
END $$;

-- Whose a variant is never changes in Shopify. Should it, all that is known of the shop's is read anew.
CREATE FUNCTION tell_moved_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('facts', 'product:' || shop_id) FROM (
    SELECT DISTINCT f.shop_id FROM former f LEFT JOIN changed c ON c.shop_id = f.shop_id AND c.variant_id = f.variant_id WHERE c.product_id IS DISTINCT FROM f.product_id) AS told;
  RETURN NULL;
END $$;

CREATE FUNCTION tell_deleted_variants() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('facts', 'product:' || shop_id) FROM (SELECT DISTINCT shop_id FROM former) AS told;
  RETURN NULL;
END $$;

DO $$
DECLARE
  told RECORD;
BEGIN
  FOR told IN SELECT * FROM (VALUES
    ('shops', 'tell_whole(''place'')'), ('placements', 'tell_whole(''place'')'), ('guardrails', 'tell_whole(''place'')'), ('margin_rules', 'tell_whole(''place'')'),
    ('markets', 'tell_whole(''place'')'), ('experiments', 'tell_whole(''place'')'), ('uplifts', 'tell_whole(''place'')'), ('association_models', 'tell_whole(''model'')'),
    ('sets', 'tell_whole(''set'')'), ('set_slots', 'tell_whole(''set'')'), ('set_candidates', 'tell_whole(''set'')'),
    ('blocks', 'tell_whole(''product'')'), ('offer_limits', 'tell_whole(''product'')'), ('compatibility_rules', 'tell_whole(''product'')'), ('locations', 'tell_whole(''product'')'),
    ('products', 'tell_products()'), ('variants', 'tell_products()'), ('collection_products', 'tell_products()'), ('product_stats', 'tell_products()'),
    ('inventory_items', 'tell_items()'), ('inventory_levels', 'tell_items()')) AS t (name, tell) LOOP
    -- A product that is not known is not kept, so that a new one makes nothing untrue.
    IF told.name <> 'products' THEN
      EXECUTE format('CREATE TRIGGER tell_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
    END IF;
    EXECUTE format('CREATE TRIGGER tell_before_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
    EXECUTE format('CREATE TRIGGER tell_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
    EXECUTE format('CREATE TRIGGER tell_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %s', told.name, told.tell);
  END LOOP;
END $$;

CREATE TRIGGER tell_moved AFTER UPDATE ON variants REFERENCING OLD TABLE AS former NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_moved_variants();
CREATE TRIGGER tell_wholly_deleted AFTER DELETE ON variants REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION tell_deleted_variants();

-- A model that is done is not changed any more. Should it be, all of it is read anew. (COPY writes a hundred thousand lists: what is inserted is told of by the model.)
CREATE TRIGGER tell_before_update AFTER UPDATE ON associations REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('model');
CREATE TRIGGER tell_after_update AFTER UPDATE ON associations REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('model');
