//! count: adds up what a dependency, generated code and a macro make of each number.

mod generated {
    include!(concat!(env!("OUT_DIR"), "/small.rs"));
}

fn main() {
    let top: u64 = std::env::args().nth(1).unwrap().parse().unwrap();
    let mut sum = macros::seven!();
    for n in 0..top {
        sum += numbers::steps(n + 1);
        if n % 8 < 5 {
            sum ^= generated::small(n);
        }
    }
    println!("{sum}");
}
