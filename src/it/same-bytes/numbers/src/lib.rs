/// Returns the steps from a number to 1, each of which halves it or makes it three times as large and one more.
pub fn steps(from: u64) -> u64 {
    let (mut n, mut steps) = (from, 0);
    while n != 1 {
        // Panics where it does not fit, and so has the path of this file in it.
        n = if n % 2 == 0 { n / 2 } else { n.checked_mul(3).and_then(|m| m.checked_add(1)).unwrap() };
        steps += 1;
    }
    steps
}
