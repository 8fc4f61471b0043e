//! Digests a file some times over: `digest <file> <times>`.

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let text = std::fs::read(&arguments[1]).expect("a file that can be read");
    let times: u64 = arguments[2].parse().expect("a number");
    println!("{:x}", (0..times).fold(0u64, |sum, _| sum.wrapping_mul(31).wrapping_add(wordstat::digest(&text))));
}
