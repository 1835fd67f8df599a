-- With which classes of discounts the set discount may combine, what the store was last told of that, and the most that order
-- discounts may then take off beside it. A discount of others says in how many live sets something would fall below the floor.
ALTER TABLE "guardrails" ADD COLUMN "combines_with" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "shops" ADD COLUMN "discount_combines" TEXT[] NOT NULL DEFAULT '{}', ADD COLUMN "stacked_bp" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "stacked_minor" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "shop_discounts" ADD COLUMN "sets_below" INTEGER NOT NULL DEFAULT 0;
