//! steady: the same work for the same argument, and then what the argument asks for.

use std::thread::sleep;
use std::time::Duration;

/// What the first line ends with; a test changes it.
const EDITION: &str = "first";

#[inline(never)]
fn mix(sum: u64, n: u64) -> u64 {
    match (n ^ sum) % 5 {
        0 => sum.wrapping_mul(31) ^ n,
        1 => sum.rotate_left(7).wrapping_add(n),
        2 if n % 3 == 0 => rare(sum, n),
        _ => sum.wrapping_add(n),
    }
}

#[inline(never)]
fn rare(sum: u64, n: u64) -> u64 {
    (0..n % 7).fold(sum, |s, k| s ^ (k << 3))
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().unwrap_or_default();
    let number: u64 = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let rounds = if mode == "short" { 100 } else { 400_000 };
    println!("{:x} {EDITION}", (0..rounds).fold(7, mix));
    match mode.as_str() {
        // Long enough to be disturbed.
        "slow" => sleep(Duration::from_secs(number)),
        // Takes that many megabytes, and uses them.
        "eat" => {
            let mut eaten: Vec<Vec<u8>> = Vec::new();
            for n in 0..number {
                eaten.push(vec![n as u8 + 1; 1 << 20]);
            }
            println!("{}", eaten.iter().map(|m| m[7] as u64).sum::<u64>());
        }
        _ => {}
    }
}
