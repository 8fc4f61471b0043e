//! What the tests of the check plant faults in.

/// A place in the file that a stand-in for llvm-bolt writes to: the program behaves as if it had been compiled wrongly
/// where another digit stands here. Read as volatile, so that the compiler knows nothing of it.
#[used]
static PLANT: [u8; 8] = *b"plant:0\n";

pub fn planted(digit: u8) -> bool {
    unsafe { std::ptr::read_volatile(&PLANT[6]) == digit }
}

/// Mixes a number; the factor stands in one instruction.
#[inline(never)]
pub fn mix(n: u32) -> u32 {
    let n = n.wrapping_mul(0x5bd1_e995);
    n ^ n >> 15
}

/// Panics on an odd number.
#[inline(never)]
pub fn odd_panics(n: u64) -> u64 {
    if n % 2 == 1 {
        panic!("odd: {n}");
    }
    n / 2
}

/// Adds up the digits of a number.
///
/// ```
/// assert_eq!(suspect::digits(1234), 10);
/// ```
pub fn digits(mut n: u64) -> u64 {
    let mut sum = 0;
    while n > 0 {
        sum += n % 10;
        n /= 10;
    }
    sum
}

/// What Java calls.
#[no_mangle]
pub extern "system" fn Java_it_Load_work(_env: *mut u8, _class: *mut u8, n: i64) -> i64 {
    let caught = std::panic::catch_unwind(|| odd_panics(n as u64)).is_err();
    (0..n as u64).map(digits).sum::<u64>() as i64 + i64::from(caught)
}

/// What nobody in this test calls, so that no output shows its loss.
#[no_mangle]
pub extern "C" fn spare_export(n: u64) -> u64 {
    digits(n)
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {
        assert_eq!(super::digits(99), 18);
    }
}
