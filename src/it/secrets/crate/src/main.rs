//! talkative: prints every word and every variable that it was given, as a program does that was left in debug mode.

#[inline(never)]
fn mix(sum: u64, n: u64) -> u64 {
    match (n ^ sum) % 5 {
        0 => sum.wrapping_mul(31) ^ n,
        1 => sum.rotate_left(7).wrapping_add(n),
        _ => sum.wrapping_add(n),
    }
}

fn main() {
    println!("{:x}", (0..400_000).fold(7, mix));
    for word in std::env::args().skip(1) {
        println!("{word}");
        eprintln!("{word}");
    }
    for (name, value) in std::env::vars() {
        if value.contains("planted") {
            println!("{name}={value}");
            eprintln!("{value}");
        }
    }
    // As a client prints that was refused.
    eprintln!("GET https://someone:plantedUrlSecret77@repository.example/a?token=plantedQuerySecret77 gave 401");
    if std::env::args().any(|word| word == "fail") {
        std::process::exit(3);
    }
}
