-- The list of users looked through the texts of all of them, and affiliates have none: with 600,000 of
-- their accounts each view took two seconds. The index of the search leaves them out; who is disabled
-- has one, which has them all.
DROP INDEX `users_by_search`;--> statement-breakpoint
CREATE INDEX `users_disabled` ON `users` (`search_text`) WHERE disabled_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `users_by_search` ON `users` (`search_text`) WHERE kind <> 'affiliate';