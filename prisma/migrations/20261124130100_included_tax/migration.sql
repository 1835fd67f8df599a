-- Prices that hold tax leave less than they say: what a margin is reckoned from, counted from the shop's own orders.
ALTER TABLE "shops" ADD COLUMN "included_tax_bp" INTEGER NOT NULL DEFAULT 0;
