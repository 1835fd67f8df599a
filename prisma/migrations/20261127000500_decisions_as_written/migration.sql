-- What a decision offered and refused is kept as it was written: two fifths smaller than taken apart, and no work at every
-- writing for what is read now and then.
ALTER TABLE "decisions" ALTER COLUMN "offered" TYPE JSON USING "offered"::text::json, ALTER COLUMN "refused" TYPE JSON USING "refused"::text::json;
