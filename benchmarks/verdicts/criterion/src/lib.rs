pub fn spin(n: u64) -> u64 { let mut x = 88172645463325252_u64; for _ in 0..n { x ^= x << 13; x ^= x >> 7; x ^= x << 17; } x }
