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

/// Keeps more on the stack than the 128 bytes below the stack pointer that a signal leaves alone.
#[inline(never)]
fn on_stack(input: &[u64; 20]) -> u64 {
    let mut values = [0u64; 20];
    let mut result = 0u64;
    for i in 0..20 {
        // Volatile, so that the array stays in memory.
        unsafe { std::ptr::write_volatile(&mut values[i], input[i].wrapping_add(i as u64)) };
        result = result.wrapping_add(unsafe { std::ptr::read_volatile(&values[i]) });
    }
    result
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
        Some("stack") => {
            let input = [arguments.len() as u64; 20];
            println!("{}", (0..1000).map(|_| on_stack(&input)).fold(0u64, u64::wrapping_add));
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
            println!("total {}", total.wrapping_add(on_stack(&[total; 20])));
        }
    }
}
