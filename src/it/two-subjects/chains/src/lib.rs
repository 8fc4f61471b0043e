//! A Rust dylib: it exports Rust's own symbols, and to a JVM it is a shared library like another.

use std::ffi::c_void;

/// `it.Chains.longest(long)`.
#[no_mangle]
pub extern "system" fn Java_it_Chains_longest(_env: *mut c_void, _class: *mut c_void, below: i64) -> i64 {
    let (mut best, mut length) = (1, 0);
    for start in 1..below.max(2) as u64 {
        let steps = steps(start);
        if steps > length {
            (best, length) = (start, steps);
        }
    }
    best as i64
}

/// How long the chain from a number is.
pub fn steps(start: u64) -> u32 {
    let (mut n, mut steps) = (start, 0);
    while n != 1 {
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        steps += 1;
    }
    steps
}
