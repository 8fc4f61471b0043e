use std::{env, fs};

/// Most of the work: one pass over the bytes of a text.
#[inline(never)]
fn weigh(text: &str, round: u64) -> u64 {
    let mut sum = round;
    for byte in text.bytes() {
        sum = if byte.is_ascii_alphabetic() {
            sum.wrapping_mul(31).wrapping_add(u64::from(byte))
        } else if byte == b'\n' {
            sum ^ (sum >> 7)
        } else {
            sum.wrapping_add(1)
        };
    }
    sum
}

/// A small part of it.
#[inline(never)]
fn lines(text: &str) -> usize {
    text.lines().filter(|line| !line.is_empty()).count()
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let text = fs::read_to_string(&arguments[1]).expect("a file to read");
    let rounds: u64 = arguments[2].parse().expect("a number of rounds");
    let mut sum = 0;
    for round in 0..rounds {
        sum ^= weigh(&text, round);
    }
    println!("{sum} {}", lines(&text));
}
