-- As the keys of slots and candidates are.
ALTER TABLE set_anchors DROP CONSTRAINT set_anchors_shop_id_set_id_fkey,
  ADD CONSTRAINT set_anchors_shop_id_set_id_fkey FOREIGN KEY (shop_id, set_id) REFERENCES sets (shop_id, set_id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE set_exclusions DROP CONSTRAINT set_exclusions_shop_id_set_id_fkey,
  ADD CONSTRAINT set_exclusions_shop_id_set_id_fkey FOREIGN KEY (shop_id, set_id) REFERENCES sets (shop_id, set_id) ON DELETE CASCADE ON UPDATE CASCADE;
