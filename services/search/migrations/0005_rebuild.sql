-- How far each rebuild of the index has come. A rebuild that was interrupted goes on from here.
CREATE TABLE rebuild (
  generation INTEGER PRIMARY KEY, -- when it began, epoch milliseconds
  after TEXT, -- the last product that is done; NULL when all are done
  products INTEGER NOT NULL DEFAULT 0,
  written INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0
);
