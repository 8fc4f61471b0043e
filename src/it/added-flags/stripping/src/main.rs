#[path = "../../shared/kernel.rs"]
mod kernel;

fn main() {
    let n = std::env::args().nth(1).expect("a number").parse().expect("a number");
    println!("{}", kernel::work(n));
}
