CREATE TABLE coupon (
  code TEXT PRIMARY KEY CHECK (code = upper(trim(code)) AND code <> ''),
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('product', 'order', 'shipping')),
  kind TEXT NOT NULL CHECK (kind IN ('percent', 'won')),
  value INTEGER NOT NULL CHECK (value > 0),
  cap INTEGER CHECK (cap > 0),
  least INTEGER NOT NULL CHECK (least >= 0),
  -- Epoch milliseconds; it may be used from `starts_at` on and before `ends_at`.
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  -- A list of product ids; null for all products.
  products TEXT CHECK (products IS NULL OR json_valid(products)),
  exclusive INTEGER NOT NULL CHECK (exclusive IN (0, 1)),
  -- Whether a member may use it only once.
  once INTEGER NOT NULL CHECK (once IN (0, 1)),
  -- How often all members together may use it; null for no limit.
  total INTEGER CHECK (total >= 0),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0 AND (total IS NULL OR used <= total)),
  CHECK (starts_at < ends_at),
  CHECK (kind = 'won' OR value <= 100),
  -- The delivery fee is not known here, so a percentage of it cannot be computed.
  CHECK (class <> 'shipping' OR kind = 'won'),
  CHECK (class = 'product' OR products IS NULL)
) WITHOUT ROWID;

CREATE TABLE redemption (
  order_id TEXT NOT NULL,
  code TEXT NOT NULL REFERENCES coupon (code),
  member TEXT NOT NULL,
  once INTEGER NOT NULL,
  redeemed_at INTEGER NOT NULL,
  PRIMARY KEY (order_id, code)
) WITHOUT ROWID;

-- Of two orders that use a coupon at the same time, the second breaks this index.
CREATE UNIQUE INDEX redemption_once ON redemption (member, code) WHERE once = 1;

-- Counted by trigger, in the transaction that uses the coupon. One use too many breaks the check of the table.
CREATE TRIGGER redemption_counted AFTER INSERT ON redemption
BEGIN
  UPDATE coupon SET used = used + 1 WHERE code = new.code;
END;

CREATE TRIGGER redemption_given_back AFTER DELETE ON redemption
BEGIN
  UPDATE coupon SET used = used - 1 WHERE code = old.code;
END;

-- Orders that gave their coupons back. A request of theirs that comes late uses none.
CREATE TABLE redemption_closed (order_id TEXT PRIMARY KEY) WITHOUT ROWID;
