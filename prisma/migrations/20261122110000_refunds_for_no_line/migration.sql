-- What a refund paid back for no line changes outcomes too.
CREATE TRIGGER note_inserted AFTER INSERT ON refunds REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes('''o:'' || order_id');
CREATE TRIGGER note_after_update AFTER UPDATE ON refunds REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes('''o:'' || order_id');
CREATE TRIGGER note_deleted AFTER DELETE ON refunds REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_stale_outcomes('''o:'' || order_id');
