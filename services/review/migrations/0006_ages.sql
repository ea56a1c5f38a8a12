-- Each night, old ids of events and of forms are forgotten. Without an index, that reads all of them.
CREATE INDEX consumed_by_age ON consumed (time);
CREATE INDEX taken_form_by_age ON taken_form (time);
