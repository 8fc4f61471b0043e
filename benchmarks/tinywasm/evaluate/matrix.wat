;; Nested loops over memory: the sum of the square of an n by n matrix.
(module
  (memory 4)
  (func $at (param $row i32) (param $column i32) (param $n i32) (result i32)
    (i32.shl (i32.add (i32.mul (local.get $row) (local.get $n)) (local.get $column)) (i32.const 2)))
  (func (export "run") (param $n i32) (result i32) (local $i i32) (local $j i32) (local $k i32) (local $sum i32)
    (loop $fill
      (i32.store (i32.shl (local.get $i) (i32.const 2)) (i32.rem_u (i32.mul (local.get $i) (i32.const 7919)) (i32.const 101)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $i) (i32.mul (local.get $n) (local.get $n)))))
    (local.set $i (i32.const 0))
    (loop $rows
      (local.set $j (i32.const 0))
      (loop $columns
        (local.set $k (i32.const 0))
        (loop $cells
          (local.set $sum (i32.add (local.get $sum) (i32.mul
            (i32.load (call $at (local.get $i) (local.get $k) (local.get $n)))
            (i32.load (call $at (local.get $k) (local.get $j) (local.get $n))))))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))
          (br_if $cells (i32.lt_u (local.get $k) (local.get $n))))
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (br_if $columns (i32.lt_u (local.get $j) (local.get $n))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $i) (local.get $n))))
    (local.get $sum)))
