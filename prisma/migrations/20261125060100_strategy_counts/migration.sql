-- How far the orders carry each strategy, and which suggestion is the one to start with: counted at night, since a page could
-- not look through all orders.
CREATE TABLE strategy_counts (
  shop_id BIGINT PRIMARY KEY,
  counts JSONB NOT NULL,
  opportunities JSONB NOT NULL,
  counted_at TIMESTAMPTZ(3) NOT NULL
);
