;; Branches and 64 bits: the sum of the greatest common divisors of all pairs below n, by halving and subtracting.
(module
  (func $gcd (param $a i64) (param $b i64) (result i64) (local $twos i64)
    (block $even
      (loop $halve
        (br_if $even (i64.eq (i64.and (i64.or (local.get $a) (local.get $b)) (i64.const 1)) (i64.const 1)))
        (local.set $a (i64.shr_u (local.get $a) (i64.const 1)))
        (local.set $b (i64.shr_u (local.get $b) (i64.const 1)))
        (local.set $twos (i64.add (local.get $twos) (i64.const 1)))
        (br $halve)))
    (block $same
      (loop $next
        (br_if $same (i64.eq (local.get $a) (local.get $b)))
        (if (i64.eqz (i64.and (local.get $a) (i64.const 1)))
          (then (local.set $a (i64.shr_u (local.get $a) (i64.const 1))))
          (else (if (i64.eqz (i64.and (local.get $b) (i64.const 1)))
            (then (local.set $b (i64.shr_u (local.get $b) (i64.const 1))))
            (else (if (i64.gt_u (local.get $a) (local.get $b))
              (then (local.set $a (i64.sub (local.get $a) (local.get $b))))
              (else (local.set $b (i64.sub (local.get $b) (local.get $a)))))))))
        (br $next)))
    (i64.shl (local.get $a) (local.get $twos)))
  (func (export "run") (param $n i32) (result i32) (local $i i32) (local $j i32) (local $sum i64)
    (local.set $i (i32.const 1))
    (loop $rows
      (local.set $j (i32.const 1))
      (loop $columns
        (local.set $sum (i64.add (local.get $sum) (call $gcd (i64.extend_i32_u (local.get $i)) (i64.extend_i32_u (local.get $j)))))
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (br_if $columns (i32.lt_u (local.get $j) (local.get $n))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $rows (i32.lt_u (local.get $i) (local.get $n))))
    (i32.wrap_i64 (local.get $sum))))
