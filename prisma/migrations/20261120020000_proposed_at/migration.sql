ALTER TABLE "association_models" ADD COLUMN "proposed_at" TIMESTAMPTZ(3);
