-- How far learning from a shop's orders is, for who waits for it. A row of its own: models are read by every offer, and each
-- change of theirs is told to every process.
CREATE TABLE learning_progress (
  shop_id BIGINT PRIMARY KEY,
  step TEXT NOT NULL,
  fraction DOUBLE PRECISION NOT NULL
);
