//! Collatz chains behind a C interface.

/// The start of the longest chain below a number.
#[no_mangle]
pub extern "C" fn collatz_longest(below: u64) -> u64 {
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
