fn main() {
    println!("the other member");
}
