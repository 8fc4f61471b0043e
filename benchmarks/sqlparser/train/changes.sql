-- Tables, and what goes into them.
CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(200) NOT NULL, email TEXT UNIQUE, active BOOLEAN DEFAULT TRUE, created_at TIMESTAMP);
CREATE TABLE orders (id BIGINT NOT NULL, customer_id BIGINT REFERENCES customers (id), total DECIMAL(12, 2) CHECK (total >= 0),
  state VARCHAR(10), placed_at TIMESTAMP WITH TIME ZONE, PRIMARY KEY (id));
CREATE INDEX orders_of_customer ON orders (customer_id, placed_at DESC);
CREATE VIEW open_orders AS SELECT id, total FROM orders WHERE state = 'open';
INSERT INTO customers (id, name, email) VALUES (1, 'Ada', 'ada@example.org'), (2, 'Grace', NULL), (3, 'Edsger', 'e@example.org');
INSERT INTO orders SELECT id + 1000, customer_id, total * 1.1, 'copy', NOW() FROM orders WHERE state = 'paid';
UPDATE orders SET state = 'sent', total = total - 5.25 WHERE id = 17 OR (state = 'paid' AND placed_at < '2026-03-01');
DELETE FROM orders WHERE customer_id NOT IN (SELECT id FROM customers) AND state IS NOT NULL;
ALTER TABLE customers ADD COLUMN phone VARCHAR(40);
DROP TABLE IF EXISTS order_copies;
