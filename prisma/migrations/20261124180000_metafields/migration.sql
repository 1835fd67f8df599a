-- Values of the metafields that compatibility rules name, and when they were last read.
ALTER TABLE "compatibility_rules" ADD COLUMN "read_at" TIMESTAMPTZ(3);

CREATE TABLE "product_metafields" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "said" TEXT[],
    CONSTRAINT "product_metafields_pkey" PRIMARY KEY ("shop_id", "product_id", "key")
);

CREATE TRIGGER tell_inserted AFTER INSERT ON product_metafields REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_products();
CREATE TRIGGER tell_before_update AFTER UPDATE ON product_metafields REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_products();
CREATE TRIGGER tell_after_update AFTER UPDATE ON product_metafields REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_products();
CREATE TRIGGER tell_deleted AFTER DELETE ON product_metafields REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_products();
