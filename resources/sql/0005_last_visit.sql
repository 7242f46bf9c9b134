-- When somebody last opened a link, as its server tells.
ALTER TABLE share ADD COLUMN last_visit INTEGER NOT NULL DEFAULT 0;
