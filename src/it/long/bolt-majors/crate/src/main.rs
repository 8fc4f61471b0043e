//! words: counts letters, words and lines of a file as often as asked, each word by the class of its first letter.

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read(&args[0]).expect("the first argument is a file");
    let passes: u32 = args[1].parse().expect("the second argument is a number");
    let (mut lines, mut words, mut vowels, mut digits, mut sum) = (0u64, 0u64, 0u64, 0u64, 0u64);
    for pass in 0..passes {
        let mut inside = false;
        for byte in &text {
            match byte {
                b'\n' => {
                    lines += 1;
                    inside = false;
                }
                b' ' | b'\t' => inside = false,
                b'0'..=b'9' => {
                    digits += 1;
                    sum = sum.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                }
                b'a' | b'e' | b'i' | b'o' | b'u' => {
                    vowels += u64::from(!inside);
                    words += u64::from(!inside);
                    inside = true;
                }
                _ => {
                    words += u64::from(!inside);
                    inside = true;
                    sum ^= u64::from(*byte).rotate_left(pass % 64);
                }
            }
        }
    }
    println!("{lines} lines, {words} words, {vowels} with a vowel first, {digits} digits, {sum:x}");
}
