-- What a mail's link opens, so that a mail with one can wait: its secret is made when it is sent.
ALTER TABLE `outbox_mails` ADD `link` text;
