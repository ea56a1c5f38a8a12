CREATE TABLE category (
  slug TEXT PRIMARY KEY,
  parent TEXT REFERENCES category (slug),
  position INTEGER NOT NULL,
  name_ko TEXT NOT NULL,
  name_en TEXT NOT NULL
) WITHOUT ROWID;

CREATE UNIQUE INDEX category_by_parent ON category (coalesce(parent, ''), position);
