-- Each minute, old mails are removed.
CREATE INDEX mail_by_age ON mail (created_at);
