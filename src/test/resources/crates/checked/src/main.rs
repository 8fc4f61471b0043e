use std::io::Read;

/// Classifies words of the input, so that there are hot and cold branches.
#[inline(never)]
fn classify(word: &str) -> u64 {
    let mut value = 0u64;
    for b in word.bytes() {
        value = match b {
            b'a'..=b'z' => value.wrapping_mul(1_000_003).wrapping_add(u64::from(b - b'a')),
            b'0'..=b'9' => value.wrapping_mul(10).wrapping_add(u64::from(b - b'0')),
            b'-' => !value,
            _ => value ^ u64::from(b),
        };
    }
    value
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("panic") => {
            let caught = std::panic::catch_unwind(|| checked::odd_panics(3));
            println!("caught {}", caught.is_err());
        }
        Some("abort") => {
            checked::odd_panics(5);
        }
        _ => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).expect("text");
            let mut total = 0u64;
            for _ in 0..20 {
                for word in text.split_whitespace() {
                    total = total.wrapping_add(checked::digits(classify(word)));
                }
            }
            println!("total {total}");
        }
    }
}
