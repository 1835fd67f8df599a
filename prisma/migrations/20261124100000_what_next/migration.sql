-- What a customer buys next, learned from customers as rows and from what follows what: a list of its own beside what is
-- bought together, in single precision, and what was popular lately.
ALTER TABLE "associations"
  ADD COLUMN "next_ids" BIGINT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "next_rows" REAL[] NOT NULL DEFAULT '{}',
  ADD COLUMN "next_follows" REAL[] NOT NULL DEFAULT '{}';

ALTER TABLE "association_models"
  ADD COLUMN "recent_ids" BIGINT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "recent_shares" DOUBLE PRECISION[] NOT NULL DEFAULT '{}';
