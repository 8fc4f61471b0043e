//! Writes code that can panic: its path, below OUT_DIR, is then in the program.

fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    let code = "pub fn small(n: u64) -> u64 { let primes: Vec<u64> = vec![2, 3, 5, 7, 11]; primes[n as usize % 8] }\n";
    std::fs::write(format!("{out}/small.rs"), code).unwrap();
    println!("cargo:rerun-if-changed=build.rs");
}
