//! The crate that the checks are tried on: branches for BOLT to move, a panic to unwind, exports, and tests.

/// Adds up the digits of a number.
///
/// ```
/// assert_eq!(checked::digits(1234), 10);
/// ```
pub fn digits(mut n: u64) -> u64 {
    let mut sum = 0;
    while n > 0 {
        sum += n % 10;
        n /= 10;
    }
    sum
}

/// Panics on an odd number, some frames deep.
#[inline(never)]
pub fn odd_panics(n: u64) -> u64 {
    if n % 2 == 1 {
        panic!("odd: {n}");
    }
    n / 2
}

#[cfg(not(feature = "lost-export"))]
#[no_mangle]
pub extern "C" fn checked_digits(n: u64) -> u64 {
    digits(n)
}

#[no_mangle]
pub extern "C" fn checked_caught(n: u64) -> i32 {
    match std::panic::catch_unwind(|| odd_panics(n)) {
        Ok(_) => 0,
        Err(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(digits(99), if cfg!(planted) { 17 } else { 18 });
    }

    #[test]
    #[should_panic(expected = "odd: 3")]
    fn panics() {
        odd_panics(3);
    }
}
