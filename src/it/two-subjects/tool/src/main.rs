//! Prints the longest chain below a number.

fn main() {
    let below = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
    println!("{}", collatz::longest(below));
}
