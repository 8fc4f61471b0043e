use std::{env, fs};

/// Counts the words of a file, as often as it is told; panics where the file is not there.
fn main() {
    let arguments: Vec<String> = env::args().collect();
    let text = fs::read_to_string(&arguments[1]).unwrap();
    let rounds: u64 = arguments.get(2).map_or(1, |n| n.parse().unwrap());
    let mut words = 0u64;
    for round in 0..rounds {
        words = words.wrapping_mul(31).wrapping_add(text.split_whitespace().map(|w| w.len() as u64 ^ round).sum::<u64>());
    }
    println!("{words}");
}
