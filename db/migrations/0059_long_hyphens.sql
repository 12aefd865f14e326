-- Word and Excel put a longer hyphen in the place of one that is typed, and the payer's file may have
-- it, too: it is no part of the key under which an invoice is found.
UPDATE `settlements` SET `invoice_key` =
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(`invoice_key`, char(8208), ''), char(8209), ''), char(8210), ''), char(8211), ''), char(8212), ''), char(8213), ''), char(8722), ''), char(65112), ''), char(65123), ''), char(65293), '')
WHERE `invoice_key` GLOB '*[' || char(8208, 45, 8213, 8722, 65112, 65123, 65293) || ']*';--> statement-breakpoint
UPDATE OR IGNORE `load_odd_payments` SET `invoice_key` =
  replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(`invoice_key`, char(8208), ''), char(8209), ''), char(8210), ''), char(8211), ''), char(8212), ''), char(8213), ''), char(8722), ''), char(65112), ''), char(65123), ''), char(65293), '')
WHERE `invoice_key` GLOB '*[' || char(8208, 45, 8213, 8722, 65112, 65123, 65293) || ']*';
