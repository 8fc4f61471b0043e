fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&arguments[1]).expect("a text");
    let mut sum = [0; 3];
    for _ in 0..arguments[2].parse::<u32>().expect("a number of rounds") {
        let counts = tally::tally(std::hint::black_box(&text));
        (0..3).for_each(|i| sum[i] += counts[i]);
    }
    println!("{sum:?}");
}
