//! Prints what it was given, and fails where that is not what `cargo run` gives it.
use std::env;
use std::ffi::c_ulong;

extern "C" {
    fn grain(n: c_ulong) -> c_ulong;
}

#[inline(never)]
fn work(n: u64) -> u64 {
    let mut sum = 0u64;
    for i in 0..n {
        sum = match i % 7 {
            0 => sum.wrapping_mul(31).wrapping_add(i),
            1 | 4 => sum ^ (i << 3),
            _ => sum.wrapping_add(i >> 2),
        };
    }
    sum
}

fn main() {
    let n: u64 = env::args().nth(1).unwrap().parse().unwrap();
    let data = env::var("DATA").expect("[env] of cargo's configuration");
    println!("{} {} {} {} {}",
        work(n) + answer::answer!(),
        unsafe { grain(n as c_ulong) },
        env::var("SALT").expect("[env] of cargo's configuration"),
        data.ends_with("crate/data"),
        env::var("RAN_UNDER").expect("the runner of cargo's configuration"));
}
