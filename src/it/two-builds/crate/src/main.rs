use std::{env, fs, process};

/// `collides N -o FILE`: adds N numbers, prints the sum, and writes what differs in every run.
fn main() {
    let arguments: Vec<String> = env::args().collect();
    let mut sum = 0u64;
    for i in 0..arguments[1].parse::<u64>().unwrap() {
        sum = sum.rotate_left(3) ^ if i % 7 == 0 { i * 31 } else { i + 5 };
    }
    println!("{sum}");
    fs::write(&arguments[3], format!("process {}\n", process::id())).unwrap();
}
