//! Collatz chains, for Rust and for Java.

use std::ffi::c_void;

/// The start of the longest chain below a number.
pub fn longest(below: u64) -> u64 {
    let (mut best, mut length) = (1, 0);
    for start in 1..below {
        let (mut n, mut steps) = (start, 0u32);
        while n != 1 {
            n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
            steps += 1;
        }
        if steps > length {
            (best, length) = (start, steps);
        }
    }
    best
}

/// `it.Collatz.longest(long)`.
#[no_mangle]
pub extern "system" fn Java_it_Collatz_longest(_env: *mut c_void, _class: *mut c_void, below: i64) -> i64 {
    longest(below.max(2) as u64) as i64
}
