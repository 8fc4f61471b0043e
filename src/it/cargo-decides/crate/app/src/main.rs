//! Tells what it was built of: each line is something that cargo reads and that is no source of this package's folder.
use std::io::Write;

fn work(n: u64) -> u64 {
    let mut sum = 0u64;
    for i in 0..n {
        if i % 3 == 0 {
            sum = sum.wrapping_add(i * i);
        } else if sum % 7 == 1 {
            sum ^= i;
        } else {
            sum = sum.rotate_left(3);
        }
    }
    sum
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // A program that keeps a file of its own in the crate's folder.
    let history = concat!(env!("CARGO_MANIFEST_DIR"), "/history.log");
    if let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(history) {
        let _ = writeln!(file, "another run");
    }
    println!("work {}", work(arguments[2].parse().unwrap()));
    println!("read {}", std::fs::read_to_string(&arguments[1]).unwrap().trim());
    println!("rules {}", include_str!("../rules.txt").trim());
    println!("shared {}", include_str!("../../shared/salt.txt").trim());
    println!("salt {}", option_env!("SALT").unwrap_or("none"));
    println!("commit {}", option_env!("GIT_SHA").unwrap_or("none"));
    println!("panic {}", if cfg!(panic = "abort") { "aborts" } else { "unwinds" });
}
