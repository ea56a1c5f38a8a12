CREATE TABLE dead_letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  consumer TEXT NOT NULL,
  message TEXT NOT NULL,
  body TEXT NOT NULL,
  time INTEGER NOT NULL,
  UNIQUE (consumer, message)
);
