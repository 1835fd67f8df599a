-- When the last order was placed that holds the anchor and a candidate: the examples are small ones, and not the last any more.
ALTER TABLE "set_evidence" ADD COLUMN "last_ordered_at" TIMESTAMPTZ(3);
