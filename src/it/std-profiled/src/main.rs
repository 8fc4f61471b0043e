//! ledger: books numbers under their names, in a map of strings, and prints a checksum of the formatted page.

use std::collections::BTreeMap;
use std::fmt::Write;

fn main() {
    let entries: u64 = std::env::args().nth(1).expect("how many entries").parse().expect("a number");
    let mut ledger: BTreeMap<String, u64> = BTreeMap::new();
    let mut state = 7u64;
    for entry in 0..entries {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        *ledger.entry(format!("{:x}", state >> 52)).or_default() += entry;
    }
    let mut page = String::new();
    for (name, sum) in &ledger {
        writeln!(page, "{name:<8} {sum:>12} {:.3}", *sum as f64 / 7.0).unwrap();
    }
    let sum = page.bytes().fold(0u64, |sum, byte| sum.rotate_left(5) ^ u64::from(byte));
    println!("{} names, {sum:x}", ledger.len());
}
