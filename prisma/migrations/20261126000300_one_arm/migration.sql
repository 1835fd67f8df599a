-- One arm a person, whatever they are called. When a device turns out to be a customer's, or two customers one, their names
-- may have been given different arms: the one in which they were counted first becomes that of every name, else the one that
-- was given first. Outcomes count a person by their first exposure, so that what they get from then on is what they count as.
CREATE FUNCTION settle_arms(of_shop BIGINT, of_customer BIGINT) RETURNS void LANGUAGE sql AS $$
  WITH names AS MATERIALIZED (
         SELECT 'c:' || of_customer AS key UNION ALL SELECT 'v:' || visitor_id FROM subject_links WHERE shop_id = of_shop AND customer_id = of_customer),
       given AS MATERIALIZED (
         SELECT a.* FROM names n CROSS JOIN LATERAL (SELECT experiment_id, subject_key, arm, assigned_at FROM assignments WHERE shop_id = of_shop AND subject_key = n.key OFFSET 0) a),
       counted AS (
         SELECT DISTINCT ON (g.experiment_id) g.experiment_id, x.arm FROM (SELECT DISTINCT experiment_id FROM given) g CROSS JOIN names n
          CROSS JOIN LATERAL (SELECT arm, first_at FROM exposures WHERE shop_id = of_shop AND experiment_id = g.experiment_id AND subject_key = n.key OFFSET 0) x
          ORDER BY g.experiment_id, x.first_at, n.key),
       settled AS (
         SELECT DISTINCT ON (g.experiment_id) g.experiment_id, COALESCE(c.arm, g.arm) AS arm, g.assigned_at FROM given g LEFT JOIN counted c USING (experiment_id)
          ORDER BY g.experiment_id, g.assigned_at, g.subject_key)
  INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at)
  SELECT of_shop, s.experiment_id, k.subject_key, s.arm, s.assigned_at
    FROM settled s JOIN (SELECT experiment_id, subject_key FROM given UNION SELECT experiment_id, 'c:' || of_customer FROM given) k USING (experiment_id)
   ORDER BY s.experiment_id, k.subject_key
  ON CONFLICT (shop_id, experiment_id, subject_key) DO UPDATE SET arm = excluded.arm, assigned_at = excluded.assigned_at
   WHERE (assignments.arm, assignments.assigned_at) <> (excluded.arm, excluded.assigned_at)
$$;

-- The database itself sees to it, whoever says that a visitor is a customer.
CREATE FUNCTION settle_arms_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM assignments WHERE shop_id = NEW.shop_id AND subject_key IN ('v:' || NEW.visitor_id, 'c:' || NEW.customer_id)) THEN
    PERFORM settle_arms(NEW.shop_id, NEW.customer_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER settle_arms_linked AFTER INSERT OR UPDATE OF customer_id ON subject_links FOR EACH ROW EXECUTE FUNCTION settle_arms_of_link();
