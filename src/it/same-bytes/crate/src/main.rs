//! count: adds up what a dependency, generated code and a macro make of each number.

mod generated {
    include!(concat!(env!("OUT_DIR"), "/small.rs"));
}

fn main() {
    // No argument: how the standard library checks that one is UTF-8 goes by its address, and that by the environment's size.
    let top = std::hint::black_box(300_000u64);
    let mut sum = macros::seven!();
    for n in 0..top {
        sum += numbers::steps(n + 1);
        if n % 8 < 5 {
            sum ^= generated::small(n);
        }
    }
    println!("{sum}");
}
