-- A ledger of a bank: much is written, little is asked.
CREATE TABLE IF NOT EXISTS entries (entry BIGINT GENERATED ALWAYS AS IDENTITY, account CHAR(22) NOT NULL, cents INTEGER NOT NULL,
  booked DATE DEFAULT CURRENT_DATE, text VARCHAR(140), CONSTRAINT one_line UNIQUE (account, entry), FOREIGN KEY (account) REFERENCES accounts (iban) ON DELETE CASCADE);
INSERT INTO entries (account, cents, text) VALUES ('DE01', -1999, 'rent, June'), ('DE01', 250000, 'wages'), ('DE02', -4, ''),
  ('DE03', 77, 'it''s a gift'), ('DE04', 1000000, 'house'), ('DE05', -12, 'coffee');
INSERT INTO balances (account, cents) VALUES ('DE01', 1) ON CONFLICT (account) DO UPDATE SET cents = balances.cents + EXCLUDED.cents;
UPDATE accounts AS a SET cents = s.cents FROM (SELECT account, SUM(cents) AS cents FROM entries GROUP BY account) AS s WHERE a.iban = s.account;
DELETE FROM entries USING accounts WHERE entries.account = accounts.iban AND accounts.closed < CURRENT_DATE - 3650 RETURNING entry;
CREATE OR REPLACE VIEW statement AS SELECT account, booked, cents, SUM(cents) OVER (PARTITION BY account ORDER BY entry) AS after FROM entries;
ALTER TABLE entries ADD CONSTRAINT not_zero CHECK (cents <> 0);
CREATE UNIQUE INDEX by_text ON entries (lower(text)) WHERE text IS NOT NULL;
GRANT SELECT, INSERT ON entries TO clerk;
BEGIN; SELECT cents FROM accounts WHERE iban = 'DE01' FOR UPDATE; COMMIT;
