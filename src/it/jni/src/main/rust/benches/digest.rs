//! A bench without a harness, which works only when it is told that it is one.

fn main() {
    assert!(std::env::args().any(|argument| argument == "--bench"));
    let text = "let x = (42 + 1999); ".repeat(1000);
    println!("{:x}", (0..100).fold(0u64, |sum, _| sum.wrapping_mul(31).wrapping_add(wordstat::digest(text.as_bytes()))));
}
