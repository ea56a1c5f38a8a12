CREATE TABLE price (
  item_id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  list INTEGER NOT NULL CHECK (list >= 0),
  final INTEGER NOT NULL CHECK (final BETWEEN 0 AND list),
  discount_percent INTEGER NOT NULL CHECK (discount_percent BETWEEN 0 AND 100),
  unit TEXT CHECK (unit IS NULL OR json_valid(unit)),
  coupon TEXT CHECK (coupon IS NULL OR json_valid(coupon))
) WITHOUT ROWID;

CREATE UNIQUE INDEX price_by_product ON price (product_id, position);
