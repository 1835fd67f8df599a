-- A set's page shows what happened to it: its changes are found by its id, in a log that only grows.
CREATE INDEX changes_of_a_set ON changes (shop_id, (detail->>'setId'), changed_at DESC) WHERE detail->>'setId' IS NOT NULL;
