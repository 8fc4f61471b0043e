//! A loop with branches.

pub fn work(n: u64) -> u64 {
    let mut s = 1u64;
    for i in 0..n {
        if (s ^ i) % 7 == 3 {
            s = s.wrapping_mul(31).wrapping_add(i);
        } else if s % 3 == 1 {
            s ^= i << 3;
        } else {
            s = s.rotate_left(5);
        }
    }
    s
}
