-- Above which bar suggestions go live without a person. A shop without a row approves nothing by itself.
CREATE TABLE review_settings (
  shop_id BIGINT PRIMARY KEY,
  auto_approve BOOLEAN NOT NULL,
  least_orders INTEGER NOT NULL,
  least_margin_bp INTEGER NOT NULL,
  most_per_week INTEGER NOT NULL,
  updated_at TIMESTAMPTZ(3) NOT NULL,
  updated_by TEXT NOT NULL
);
