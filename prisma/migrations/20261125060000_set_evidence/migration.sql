-- What a person looks at to judge a suggestion, counted when it was proposed: an order line is found by its order, never by its
-- product, so a page of the queue could not count it.
CREATE TABLE set_evidence (
  shop_id BIGINT NOT NULL,
  set_id UUID NOT NULL,
  example_order_ids BIGINT[] NOT NULL,
  months INTEGER[] NOT NULL,
  season_months INTEGER[] NOT NULL,
  anchor_place INTEGER,
  counted_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (shop_id, set_id),
  FOREIGN KEY (shop_id, set_id) REFERENCES sets (shop_id, set_id) ON DELETE CASCADE
);
