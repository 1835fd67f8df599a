-- Collections that sets name, apart from those on the block list: their products are kept in collection_products too.
CREATE TABLE set_collections (
  shop_id BIGINT NOT NULL,
  collection_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  read_at TIMESTAMPTZ(3) NOT NULL,
  gone_at TIMESTAMPTZ(3),
  PRIMARY KEY (shop_id, collection_id)
);
