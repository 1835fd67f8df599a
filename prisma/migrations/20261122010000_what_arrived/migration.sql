ALTER TABLE "steps" ADD COLUMN "profile_id" TEXT;
ALTER TABLE "klaviyo_connections" ADD COLUMN "worked_at" TIMESTAMPTZ(3);

-- What went out since a moment, of one shop: asked when Klaviyo is found not to send.
CREATE INDEX "steps_sent_idx" ON "steps"("shop_id", "sent_at") WHERE "status" = 'sent';

-- A connection that works was seen to work when it was last looked at.
UPDATE "klaviyo_connections" SET "worked_at" = "checked_at" WHERE "status" = 'ok';
