-- The whole shop in one schema. Foreign keys hold it together, and one transaction can change all of it.

CREATE TABLE category (
  slug TEXT PRIMARY KEY,
  parent TEXT REFERENCES category (slug),
  position INTEGER NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT;
CREATE INDEX category_parent ON category (parent, position);

CREATE TABLE product (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  brand TEXT NOT NULL,
  category TEXT NOT NULL REFERENCES category (slug),
  option_name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  badge TEXT,
  picture TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  review_count INTEGER NOT NULL DEFAULT 0,
  rating_sum INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX product_category ON product (category);
CREATE INDEX product_popular ON product (review_count DESC, id);

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES product (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  UNIQUE (product_id, position)
) STRICT;

CREATE TABLE pricing (
  item_id TEXT PRIMARY KEY REFERENCES item (id),
  list INTEGER NOT NULL CHECK (list >= final),
  final INTEGER NOT NULL CHECK (final >= 0),
  discount_percent INTEGER NOT NULL
) STRICT;

CREATE TABLE inventory (
  item_id TEXT PRIMARY KEY REFERENCES item (id),
  available INTEGER NOT NULL CHECK (available >= 0)
) STRICT;

CREATE TABLE member (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  password TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX member_email ON member (email);

CREATE TABLE cart (
  id INTEGER PRIMARY KEY,
  member_id TEXT UNIQUE REFERENCES member (id)
) STRICT;

CREATE TABLE cart_line (
  cart_id INTEGER NOT NULL REFERENCES cart (id) ON DELETE CASCADE,
  item_id TEXT NOT NULL REFERENCES item (id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  PRIMARY KEY (cart_id, item_id)
) STRICT;

-- Has the hash of the token only, so a reader of the database cannot use a session.
CREATE TABLE session (
  hash TEXT PRIMARY KEY,
  member_id TEXT REFERENCES member (id) ON DELETE CASCADE,
  cart_id INTEGER NOT NULL REFERENCES cart (id),
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE review (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES product (id),
  member_id TEXT REFERENCES member (id),
  author TEXT NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (product_id, member_id)
) STRICT;
CREATE INDEX review_product ON review (product_id, created_at DESC);

CREATE TABLE "order" (
  id TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES member (id),
  form_key TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  goods INTEGER NOT NULL,
  delivery INTEGER NOT NULL,
  -- One press of the button is one order.
  UNIQUE (member_id, form_key)
) STRICT;

CREATE TABLE order_line (
  order_id TEXT NOT NULL REFERENCES "order" (id),
  item_id TEXT NOT NULL REFERENCES item (id),
  title TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, item_id)
) STRICT;

CREATE TABLE payment (
  order_id TEXT PRIMARY KEY REFERENCES "order" (id),
  amount INTEGER NOT NULL,
  receipt TEXT NOT NULL
) STRICT;

-- Each change of a row that others want to follow, written by triggers in the transaction of the change.
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,
  change TEXT NOT NULL,
  changed_at INTEGER NOT NULL DEFAULT (unixepoch('subsec') * 1000)
) STRICT;

CREATE TRIGGER review_added AFTER INSERT ON review BEGIN
  UPDATE product SET review_count = review_count + 1, rating_sum = rating_sum + new.rating WHERE id = new.product_id;
END;
CREATE TRIGGER review_deleted AFTER DELETE ON review BEGIN
  UPDATE product SET review_count = review_count - 1, rating_sum = rating_sum - old.rating WHERE id = old.product_id;
END;
CREATE TRIGGER review_changed AFTER UPDATE OF rating ON review BEGIN
  UPDATE product SET rating_sum = rating_sum - old.rating + new.rating WHERE id = new.product_id;
END;
