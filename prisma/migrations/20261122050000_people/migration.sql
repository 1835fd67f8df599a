-- Who is who: one person behind several customers and guest orders. And what decides whether they are written to.
ALTER TABLE "customers" ADD COLUMN "sms_consent" TEXT;
ALTER TABLE "customers" ADD COLUMN "sms_consent_at" TIMESTAMPTZ(3);
ALTER TABLE "customers" ADD COLUMN "tags_at" TIMESTAMPTZ(3);
ALTER TABLE "customers" ADD COLUMN "tag_times" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "customer_merges" (
    "shop_id" BIGINT NOT NULL,
    "deleted_id" BIGINT NOT NULL,
    "kept_id" BIGINT NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_merges_pkey" PRIMARY KEY ("shop_id","deleted_id")
);
CREATE INDEX "customer_merges_shop_id_kept_id_idx" ON "customer_merges"("shop_id", "kept_id");

CREATE TABLE "customer_emails" (
    "shop_id" BIGINT NOT NULL,
    "email_hash" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_emails_pkey" PRIMARY KEY ("shop_id","email_hash","customer_id")
);
CREATE INDEX "customer_emails_shop_id_customer_id_idx" ON "customer_emails"("shop_id", "customer_id");

CREATE TABLE "guest_orders" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "email_hash" TEXT NOT NULL,

    CONSTRAINT "guest_orders_pkey" PRIMARY KEY ("shop_id","order_id","email_hash")
);
CREATE INDEX "guest_orders_shop_id_email_hash_idx" ON "guest_orders"("shop_id", "email_hash");

CREATE TABLE "left_alone_tags" (
    "shop_id" BIGINT NOT NULL,
    "tag" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "left_alone_tags_pkey" PRIMARY KEY ("shop_id","tag")
);

CREATE TABLE "subscription_contracts" (
    "shop_id" BIGINT NOT NULL,
    "contract_id" BIGINT NOT NULL,
    "customer_id" BIGINT,
    "status" TEXT NOT NULL,
    "last_payment" TEXT,
    "product_ids" BIGINT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "triggered_at" TIMESTAMPTZ(6),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_contracts_pkey" PRIMARY KEY ("shop_id","contract_id")
);
CREATE INDEX "subscription_contracts_shop_id_customer_id_idx" ON "subscription_contracts"("shop_id", "customer_id");

-- Shopify names a deleted checkout by its id alone, and no older word about it may bring it back.
ALTER TABLE "checkouts" ADD COLUMN "checkout_id" BIGINT;
CREATE INDEX "checkouts_shop_id_checkout_id_idx" ON "checkouts"("shop_id", "checkout_id");

CREATE TABLE "deleted_checkouts" (
    "shop_id" BIGINT NOT NULL,
    "checkout_id" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deleted_checkouts_pkey" PRIMARY KEY ("shop_id","checkout_id")
);

CREATE FUNCTION merged_into(shop BIGINT, customer BIGINT) RETURNS BIGINT LANGUAGE sql STABLE PARALLEL SAFE AS
  'SELECT COALESCE((SELECT kept_id FROM customer_merges WHERE shop_id = shop AND deleted_id = customer), customer)';

-- Whether the merchant wants a customer left alone. Tags compare without regard to case, as Shopify's own do.
CREATE FUNCTION is_left_alone(shop BIGINT, customer BIGINT) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  'SELECT EXISTS (SELECT 1 FROM customers c CROSS JOIN unnest(c.tags) AS own JOIN left_alone_tags t ON t.shop_id = c.shop_id AND t.tag = lower(own)
                   WHERE c.shop_id = shop AND c.customer_id = customer AND c.deleted_at IS NULL)';

-- Words about single tags are newer or older than a list of all of them, each by its own time.
CREATE FUNCTION tags_told(had TEXT[], times JSONB, told TEXT[], told_at TIMESTAMPTZ) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  'SELECT CASE WHEN times = ''{}'' THEN told ELSE
     COALESCE((SELECT array_agg(tag ORDER BY tag) FROM (SELECT unnest(had) AS tag UNION SELECT unnest(told)) every
                WHERE CASE WHEN (times->>tag)::timestamptz > told_at THEN tag = ANY(had) ELSE tag = ANY(told) END), ''{}'') END';

-- Whatever is written about a customer who was merged is about the one who was kept, whichever wire it came by and in
-- whatever order: the database itself sees to it, so that no writer can forget to.
CREATE FUNCTION follow_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.customer_id := merged_into(NEW.shop_id, NEW.customer_id);
  RETURN NEW;
END $$;

CREATE FUNCTION follow_merge_by_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.subject_key := 'c:' || merged_into(NEW.shop_id, substr(NEW.subject_key, 3)::bigint);
  RETURN NEW;
END $$;

DO $$
DECLARE
  name TEXT;
BEGIN
  FOREACH name IN ARRAY ARRAY['checkouts', 'enrollments', 'steps', 'decisions', 'subject_links', 'customer_emails', 'subscription_contracts'] LOOP
    EXECUTE format('CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF customer_id ON %I FOR EACH ROW WHEN (NEW.customer_id IS NOT NULL) EXECUTE FUNCTION follow_merge()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['assignments', 'exposures', 'touches', 'attributions'] LOOP
    EXECUTE format('CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF subject_key ON %I FOR EACH ROW WHEN (NEW.subject_key LIKE ''c:%%'') EXECUTE FUNCTION follow_merge_by_key()', name);
  END LOOP;
END $$;

-- Orders come by the million: once a statement, not once a row, and for nothing where nobody was merged.
CREATE FUNCTION follow_merges_of_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM customer_merges m WHERE m.shop_id = (SELECT shop_id FROM written LIMIT 1)) THEN
    UPDATE orders o SET customer_id = m.kept_id FROM written w JOIN customer_merges m ON m.shop_id = w.shop_id AND m.deleted_id = w.customer_id
     WHERE o.shop_id = w.shop_id AND o.order_id = w.order_id AND o.customer_id = m.deleted_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_merges_inserted AFTER INSERT ON orders REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_merges_of_orders();
CREATE TRIGGER follow_merges_updated AFTER UPDATE ON orders REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION follow_merges_of_orders();
