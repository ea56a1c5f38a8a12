CREATE TABLE product (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  brand TEXT NOT NULL,
  category TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  option_name TEXT NOT NULL,
  attributes TEXT NOT NULL CHECK (json_valid(attributes)),
  badges TEXT NOT NULL CHECK (json_valid(badges)),
  picture TEXT NOT NULL CHECK (json_valid(picture))
) WITHOUT ROWID;

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES product (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX item_by_product ON item (product_id, position);
