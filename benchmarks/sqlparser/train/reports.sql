-- What a shop asks of its orders.
SELECT id, name, email FROM customers WHERE active = TRUE AND created_at >= '2026-01-01' ORDER BY name LIMIT 50;
SELECT c.name, COUNT(*) AS orders, SUM(o.total) AS total FROM customers c JOIN orders o ON o.customer_id = c.id
  WHERE o.state IN ('paid', 'sent') GROUP BY c.name HAVING SUM(o.total) > 100.50 ORDER BY total DESC;
WITH recent AS (SELECT * FROM orders WHERE placed_at > CURRENT_DATE - INTERVAL '30 days'),
     big AS (SELECT customer_id, MAX(total) AS top FROM recent GROUP BY customer_id)
  SELECT r.id, r.total, b.top FROM recent AS r LEFT JOIN big b ON b.customer_id = r.customer_id WHERE r.total * 2 >= b.top;
SELECT product_id, quantity, SUM(quantity) OVER (PARTITION BY product_id ORDER BY placed_at ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS week
  FROM order_lines;
SELECT CASE WHEN total < 10 THEN 'small' WHEN total < 100 THEN 'middle' ELSE 'large' END AS class, COUNT(*) FROM orders GROUP BY 1;
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id AND r.amount > (o.total - o.discount) / 2);
SELECT name FROM products WHERE name LIKE '%lamp%' UNION ALL SELECT title FROM bundles WHERE price BETWEEN 5 AND 20;
SELECT CAST(placed_at AS DATE) AS day, COALESCE(SUM(total), 0), AVG(total), MIN(total) FROM orders GROUP BY CAST(placed_at AS DATE);
