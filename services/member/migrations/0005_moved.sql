-- When the member came from the program that the shop replaces; NULL for a member who signed up here.
ALTER TABLE member ADD COLUMN moved_at INTEGER;
