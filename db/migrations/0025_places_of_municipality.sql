-- The public directory lists the places of a department, or of one municipality, by name.
CREATE INDEX `loaded_places_of_municipality` ON `loaded_places` (`kind`,`dane_code`,`name`,`code`);