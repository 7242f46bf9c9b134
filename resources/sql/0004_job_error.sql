-- Which parameter or input a service or the model refused; empty: it named none.
ALTER TABLE job ADD COLUMN error_parameter TEXT NOT NULL DEFAULT '';
