-- Why a test ended that nobody decided about, so that its page can say so.
ALTER TABLE tests ADD COLUMN stopped_for TEXT;
UPDATE tests SET stopped_for = 'no_room' WHERE ended_by = 'setwise' AND conclusion = 'stopped';
