-- Which of the merchant's rules acted in a decision; null: none.
ALTER TABLE decisions ADD COLUMN rule_ids UUID[];
