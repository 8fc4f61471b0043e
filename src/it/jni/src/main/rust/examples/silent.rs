//! Ends in a way that runs no exit handler, so that it writes no profile.

extern "C" {
    fn _exit(code: i32) -> !;
}

fn main() {
    println!("{:x}", wordstat::digest(b"let x = 42;"));
    unsafe { _exit(0) }
}
