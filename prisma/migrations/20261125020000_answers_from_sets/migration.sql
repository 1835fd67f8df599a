-- Where somebody was when they answered, by which answers become a signal of a set. What is kept under a second name of the
-- same person, told in the same breath, is an echo: it decides as the first does, and is not counted again.
ALTER TABLE "subject_answers" ADD COLUMN "set_id" UUID, ADD COLUMN "placement" TEXT, ADD COLUMN "echo" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "quiet_subjects" ADD COLUMN "set_id" UUID, ADD COLUMN "placement" TEXT, ADD COLUMN "echo" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX "subject_answers_shop_id_set_id_idx" ON "subject_answers"("shop_id", "set_id");
CREATE INDEX "quiet_subjects_shop_id_set_id_idx" ON "quiet_subjects"("shop_id", "set_id");
