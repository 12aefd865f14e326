-- Without its long hyphen the prefix of FE01–123 runs into the number, and of those digits, too, a key
-- has no zeros before: FE1123. No other key has any there.
UPDATE `settlements` SET `invoice_key` =
  rtrim(`invoice_key`, '0123456789') || coalesce(nullif(ltrim(substr(`invoice_key`, length(rtrim(`invoice_key`, '0123456789')) + 1), '0'), ''), '0')
WHERE substr(`invoice_key`, length(rtrim(`invoice_key`, '0123456789')) + 1) GLOB '0?*';--> statement-breakpoint
UPDATE OR IGNORE `load_odd_payments` SET `invoice_key` =
  rtrim(`invoice_key`, '0123456789') || coalesce(nullif(ltrim(substr(`invoice_key`, length(rtrim(`invoice_key`, '0123456789')) + 1), '0'), ''), '0')
WHERE substr(`invoice_key`, length(rtrim(`invoice_key`, '0123456789')) + 1) GLOB '0?*';
