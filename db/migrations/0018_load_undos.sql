-- An undo says in the history what it took back or brought again, and why somebody wanted it; what it
-- moved cannot be asked later, because loads after it move the same vouchers.
ALTER TABLE `loads` ADD `undo` text;
