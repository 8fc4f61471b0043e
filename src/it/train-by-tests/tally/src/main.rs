use std::io::Read;

fn main() {
    let rounds: u64 = std::env::args().nth(1).map_or(1, |n| n.parse().expect("rounds"));
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("text");
    let mut sum = tally::Tally::default();
    for _ in 0..rounds {
        let one = tally::tally(&text);
        sum.words += one.words;
        sum.capitals += one.capitals;
        sum.digits += one.digits;
    }
    println!("{} words, {} capitals, {} digits", sum.words, sum.capitals, sum.digits);
}
