-- Two changes of a checkout within a second have one updated_at: the trigger tells which came last.
ALTER TABLE "checkouts" ADD COLUMN "triggered_at" TIMESTAMPTZ(6);
