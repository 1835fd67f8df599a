-- What the verdict goes by, as the merchant says it or the shop's own past does. A shop without a row has the defaults.
CREATE TABLE measure_settings (
  shop_id BIGINT PRIMARY KEY,
  plausible_bp INTEGER NOT NULL,
  message_cost_milli INTEGER NOT NULL,
  cap_minor BIGINT,
  cap_from TEXT,
  cap_at TIMESTAMPTZ(3),
  updated_at TIMESTAMPTZ(3) NOT NULL,
  updated_by TEXT NOT NULL
);
