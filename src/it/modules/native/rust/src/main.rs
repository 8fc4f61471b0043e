fn main() {
    let rounds: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut sum = 0u64;
    for i in 0..rounds {
        sum = match i % 5 {
            0 => sum.wrapping_add(i),
            1 => sum ^ i,
            _ => sum.rotate_left(1),
        };
    }
    println!("{sum}");
}
