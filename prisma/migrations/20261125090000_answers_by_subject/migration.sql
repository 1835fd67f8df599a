-- What a shopper waits for is found by the subject. On an empty table an index of all rows looks as good, and a statement that
-- was planned then reads all answers of the shop: so this one holds only those of sets.
DROP INDEX subject_answers_shop_id_set_id_idx;
CREATE INDEX subject_answers_shop_id_set_id_idx ON subject_answers (shop_id, set_id) WHERE set_id IS NOT NULL;
DROP INDEX quiet_subjects_shop_id_set_id_idx;
CREATE INDEX quiet_subjects_shop_id_set_id_idx ON quiet_subjects (shop_id, set_id) WHERE set_id IS NOT NULL;
-- Keys follow the row that they name, as everywhere else.
ALTER TABLE set_evidence DROP CONSTRAINT set_evidence_shop_id_set_id_fkey,
  ADD CONSTRAINT set_evidence_shop_id_set_id_fkey FOREIGN KEY (shop_id, set_id) REFERENCES sets (shop_id, set_id) ON DELETE CASCADE ON UPDATE CASCADE;
