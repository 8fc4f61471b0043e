use std::time::{SystemTime, UNIX_EPOCH};

mod generated {
    include!(concat!(env!("OUT_DIR"), "/generated.rs"));
}

#[inline(never)]
fn kernel(n: u64) -> u64 {
    (0..n).fold(1, |sum: u64, i| if i % 7 == 0 { sum.wrapping_mul(31) ^ i } else { sum.rotate_left(5).wrapping_add(i) })
}

/// Every way of being compared, or not.
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let n = arguments.get(1).map_or(1_000_000, |n| n.parse().unwrap());
    let result = kernel(n);
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos();
    match arguments[0].as_str() {
        "kernel" => println!("{result}"),
        // What differs by the folders in which the plugin builds and keeps its variants.
        "places" => {
            println!("{result} of {:?} by {}", std::env::current_exe().unwrap(), generated::place());
            println!("built in {}", env!("OUT_DIR"));
            println!("caught {}", std::panic::catch_unwind(|| generated::small(n)).is_err());
            eprintln!("at {nanos} ns");
        }
        "silent" => {
            std::fs::create_dir_all("target/made").unwrap();
            std::fs::write("target/made/out.json", format!("{{\"result\": {result}}}\n")).unwrap();
        }
        "clock" => println!("{result} at {nanos} ns"),
        _ => std::process::exit(2),
    }
}
