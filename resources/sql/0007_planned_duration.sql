-- How long a shot without a film stands on the page of a link, in milliseconds; 0: nothing is planned.
ALTER TABLE share_shot ADD COLUMN planned_duration INTEGER NOT NULL DEFAULT 0 CHECK (planned_duration >= 0);
