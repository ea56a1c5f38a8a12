-- Public holidays in Korea, with their substitutes. tools/holidays.ts writes the migrations that fill this table.
CREATE TABLE holiday (
  day TEXT PRIMARY KEY,
  name TEXT NOT NULL
) WITHOUT ROWID;

-- How goods travel to a region from `valid_from` (epoch milliseconds) on. `cut_off` is seconds after midnight in Korea.
-- Weekdays are digits, 0 for Sunday. `_holidays` says whether people also work on these weekdays when they are public holidays.
CREATE TABLE delivery_rule (
  service TEXT NOT NULL CHECK (service IN ('rocket', 'rocket-overseas', 'standard')),
  region TEXT NOT NULL CHECK (region IN ('capital', 'mainland', 'jeju', 'islands')),
  valid_from INTEGER NOT NULL,
  cut_off INTEGER NOT NULL CHECK (cut_off BETWEEN 1 AND 86400),
  transit_days INTEGER NOT NULL CHECK (transit_days BETWEEN 1 AND 14),
  handed_over_on TEXT NOT NULL CHECK (handed_over_on <> ''),
  handed_over_on_holidays INTEGER NOT NULL,
  delivered_on TEXT NOT NULL CHECK (delivered_on <> ''),
  delivered_on_holidays INTEGER NOT NULL,
  PRIMARY KEY (region, service, valid_from)
) WITHOUT ROWID;

INSERT INTO delivery_rule VALUES
  -- The shop's carrier works every day, but ferries do not.
  ('rocket', 'capital', 0, 86400, 1, '0123456', 1, '0123456', 1),
  ('rocket', 'mainland', 0, 79200, 1, '0123456', 1, '0123456', 1),
  ('rocket', 'jeju', 0, 64800, 2, '0123456', 1, '0123456', 1),
  ('rocket', 'islands', 0, 43200, 3, '123456', 0, '123456', 0),
  -- Customs work from Monday to Friday.
  ('rocket-overseas', 'capital', 0, 64800, 4, '12345', 0, '123456', 0),
  ('rocket-overseas', 'mainland', 0, 64800, 4, '12345', 0, '123456', 0),
  ('rocket-overseas', 'jeju', 0, 64800, 5, '12345', 0, '123456', 0),
  ('rocket-overseas', 'islands', 0, 64800, 7, '12345', 0, '123456', 0),
  -- Sellers hand over on workdays. Parcel services also deliver on Saturdays.
  ('standard', 'capital', 0, 54000, 2, '12345', 0, '123456', 0),
  ('standard', 'mainland', 0, 54000, 2, '12345', 0, '123456', 0),
  ('standard', 'jeju', 0, 50400, 3, '12345', 0, '123456', 0),
  ('standard', 'islands', 0, 43200, 5, '12345', 0, '123456', 0);

-- The terms of the delivery fee from `valid_from` (epoch milliseconds) on, in won. `surcharges` is JSON, region to won. A row never
-- changes, since orders name the version of their policy.
CREATE TABLE delivery_policy (
  version TEXT PRIMARY KEY,
  valid_from INTEGER NOT NULL UNIQUE,
  free_from INTEGER NOT NULL CHECK (free_from >= 0),
  fee INTEGER NOT NULL CHECK (fee >= 0),
  surcharges TEXT NOT NULL CHECK (json_valid(surcharges)),
  free_return INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO delivery_policy VALUES ('2019-01', 0, 19800, 2500, '{"jeju":3000,"islands":5000}', 1);

-- `parcel` is JSON for the carrier, with the address. It is removed when the shipment is delivered or cancelled.
CREATE TABLE shipment (
  order_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('accepted', 'delivered', 'cancelled')),
  arrival TEXT NOT NULL,
  parcel TEXT,
  changed_at INTEGER NOT NULL,
  CHECK ((state = 'accepted') = (parcel IS NOT NULL))
) WITHOUT ROWID;

CREATE INDEX shipment_due ON shipment (arrival) WHERE state = 'accepted';

CREATE TABLE outbox (id TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
