-- Substitutes are kept with the model that learned them, as its lists are (migration facts_told).
CREATE TRIGGER tell_before_update AFTER UPDATE ON product_substitutes REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('model');
CREATE TRIGGER tell_after_update AFTER UPDATE ON product_substitutes REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_whole('model');
