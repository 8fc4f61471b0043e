#[path = "../../shared/kernel.rs"]
mod kernel;

extern "C" {
    fn nowhere_defined(n: u64) -> u64;
}

/// Nothing calls it, so that a plain link leaves it out.
#[no_mangle]
pub extern "C" fn exported(n: u64) -> u64 {
    unsafe { nowhere_defined(n) }
}

fn main() {
    let n = std::env::args().nth(1).expect("a number").parse().expect("a number");
    println!("{}", kernel::work(n));
}
