-- Whose orders became whose, by whichever wire: with a customer who is gone it is a merge that nobody told of.
CREATE TABLE "moved_orders" (
    "shop_id" BIGINT NOT NULL,
    "from_id" BIGINT NOT NULL,
    "to_id" BIGINT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "moved_orders_pkey" PRIMARY KEY ("shop_id","from_id","to_id")
);

CREATE FUNCTION note_moved_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF merged_into(OLD.shop_id, OLD.customer_id) <> merged_into(NEW.shop_id, NEW.customer_id) THEN
    INSERT INTO moved_orders (shop_id, from_id, to_id) VALUES (NEW.shop_id, OLD.customer_id, NEW.customer_id) ON CONFLICT (shop_id, from_id, to_id) DO UPDATE SET noted_at = excluded.noted_at;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER note_moved AFTER UPDATE OF customer_id ON orders FOR EACH ROW WHEN (OLD.customer_id <> NEW.customer_id) EXECUTE FUNCTION note_moved_order();
