-- The tax that prices in a market's currency hold, as the shop's own orders in it show it: Shopify tells no rates. Deciding keeps
-- this table in memory already, and its triggers tell of every change.
ALTER TABLE market_currencies ADD COLUMN included_tax_bp INTEGER;
