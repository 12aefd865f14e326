ALTER TABLE `load_place_changes` RENAME TO `load_record_changes`;
