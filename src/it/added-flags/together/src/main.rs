#[path = "../../shared/kernel.rs"]
mod kernel;

fn main() {
    let n = std::env::args().nth(1).expect("a number").parse().expect("a number");
    // As where the counters of C code that another clang wrote are not those of rustc's LLVM.
    if std::env::args().nth(2).is_some() && std::env::var_os("LLVM_PROFILE_FILE").is_some() {
        std::process::abort();
    }
    println!("{}", kernel::work(n));
}
