-- What was decided for one customer, newest first: their page, the search by their number, and forgetting them would
-- otherwise read a shop's every decision. Most decisions are of visitors whom nobody knows, and cost nothing here.
CREATE INDEX "decisions_customer_idx" ON "decisions"("shop_id", "customer_id", "decided_at" DESC) WHERE "customer_id" IS NOT NULL;
