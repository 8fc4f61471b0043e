//! halves FILE TIMES: sums up a file as often as asked, in part by what is written otherwise for each system.

/// A Windows that is written another way: it has other branches than the one for other systems.
#[cfg(windows)]
#[inline(never)]
fn of_system(text: &[u8]) -> u64 {
    let mut sum = 0u64;
    for line in text.split(|byte| *byte == b'\n') {
        if line.len() % 2 == 0 {
            sum = line.iter().fold(sum, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        } else {
            sum = sum.rotate_left(7) ^ line.len() as u64;
        }
    }
    sum
}

#[cfg(not(windows))]
#[inline(never)]
fn of_system(text: &[u8]) -> u64 {
    let (mut sum, mut word) = (0u64, 0u64);
    for byte in text {
        match byte {
            b' ' | b'\n' => {
                sum = sum.wrapping_add(word);
                word = 0;
            }
            b'0'..=b'9' => word = word.wrapping_mul(10).wrapping_add(u64::from(byte & 15)),
            _ => word = word.rotate_left(5) ^ u64::from(*byte),
        }
    }
    sum
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read(&arguments[0]).expect("the first argument is a file");
    let times: u32 = arguments[1].parse().expect("the second argument is a number");
    let sum = (0..times as usize).fold(0u64, |sum, pass| {
        // Not the same text each time, or all passes would be one.
        let text = &text[pass % 7..];
        sum.wrapping_mul(31)
            .wrapping_add(of_system(text))
            .wrapping_add(first::often(text))
            .wrapping_add(second::seldom(text))
    });
    println!("{sum:x}");
}
