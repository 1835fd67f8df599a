-- What a week brought, as it was told to the merchant when it was over.
CREATE TABLE digests (
  shop_id BIGINT NOT NULL,
  week DATE NOT NULL,
  told JSONB NOT NULL,
  written_at TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY (shop_id, week)
);
