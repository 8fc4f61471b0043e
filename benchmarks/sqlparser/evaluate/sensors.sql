-- Measured values of a factory: other tables, longer expressions.
WITH RECURSIVE tree AS (SELECT id, parent, 0 AS depth FROM machines WHERE parent IS NULL UNION ALL
    SELECT m.id, m.parent, t.depth + 1 FROM machines m INNER JOIN tree t ON m.parent = t.id)
  SELECT depth, COUNT(DISTINCT id) FROM tree GROUP BY depth ORDER BY depth;
SELECT s.line, EXTRACT(HOUR FROM v.taken) AS hour, AVG(v.celsius) - AVG(r.celsius) AS off, STDDEV(v.celsius)
  FROM readings v JOIN sensors s ON s.id = v.sensor CROSS JOIN LATERAL (SELECT celsius FROM readings x WHERE x.sensor = s.twin LIMIT 1) r
  WHERE v.taken BETWEEN '2026-05-01' AND '2026-05-31' AND NOT s.broken GROUP BY s.line, EXTRACT(HOUR FROM v.taken);
SELECT id, ROUND((high - low) * 100.0 / NULLIF(low, 0), 2) AS span, RANK() OVER (ORDER BY high - low DESC) FROM limits
  WHERE (a + b * c - d / 4) % 7 = 3 AND ((x > 1 AND y < 2) OR (x <= 1 AND y >= 2)) AND note IS NULL;
SELECT UPPER(TRIM(name)) || ' ' || SUBSTRING(code FROM 2 FOR 5) FROM sensors WHERE POSITION('-' IN code) > 0;
SELECT sensor, LAG(celsius, 1) OVER w, LEAD(celsius) OVER w FROM readings WINDOW w AS (PARTITION BY sensor ORDER BY taken);
SELECT line FROM sensors EXCEPT SELECT line FROM stopped INTERSECT SELECT line FROM planned;
SELECT * FROM (SELECT sensor, taken, ROW_NUMBER() OVER (PARTITION BY sensor ORDER BY taken DESC) AS n FROM readings) q WHERE q.n = 1;
