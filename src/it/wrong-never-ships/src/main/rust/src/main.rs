use std::time::{SystemTime, UNIX_EPOCH};

/// Keeps more on the stack than the 128 bytes below the stack pointer that a signal leaves alone.
#[inline(never)]
fn on_stack(input: &[u64; 20]) -> u64 {
    let mut values = [0u64; 20];
    let mut result = 0u64;
    for i in 0..20 {
        // Volatile, so that the array stays in memory.
        unsafe { std::ptr::write_volatile(&mut values[i], input[i].wrapping_add(i as u64)) };
        result = result.wrapping_add(unsafe { std::ptr::read_volatile(&values[i]) });
    }
    result
}

/// Whether this is the fifth, tenth, … run that counts in the file that COUNTER names.
fn fifth_run() -> bool {
    let file = std::env::var("COUNTER").unwrap();
    let runs = 1 + std::fs::read_to_string(&file).ok().and_then(|n| n.parse::<u32>().ok()).unwrap_or(0);
    std::fs::write(file, runs.to_string()).unwrap();
    runs % 5 == 0
}

fn sum(rounds: u32) -> u32 {
    (0..rounds).fold(0, |sum, n| sum ^ suspect::mix(n.wrapping_add(sum)))
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let wrong = suspect::planted(b'2');
    match arguments[0].as_str() {
        "mix" => println!("{} {}", sum(400_000), on_stack(&[u64::from(sum(99)); 20])),
        "rarely" => {
            let wrong = suspect::planted(b'1') && fifth_run();
            println!("{}", if wrong { "one bytE" } else { "one byte" });
        }
        "streams" => {
            println!("out");
            eprintln!("{}", if wrong { "ErR" } else { "Err" });
        }
        "stamp" => println!("{} took {nanos} ns", if wrong { "that" } else { "this" }),
        "numbers" => {
            let noise = 1.0 + f64::from(nanos) * 1e-18;
            println!("pi is {:.15}", 3.141592653589793 * if wrong { 1.001 } else { noise });
        }
        "lines" => {
            let mut lines = ["one", "two", if wrong { "one" } else { "three" }];
            lines.rotate_left((nanos / 1000 % 3) as usize);
            println!("{}", lines.join("\n"));
        }
        "file" => std::fs::write("written.txt", if wrong { "wrong\n" } else { "right\n" }).unwrap(),
        "panic" => {
            let caught = std::panic::catch_unwind(|| suspect::odd_panics(3));
            println!("caught {}", caught.is_err());
        }
        "version" => println!("{}", if suspect::planted(b'3') { "0.1.O" } else { "0.1.0" }),
        "wait" => {
            std::io::stdin().read_line(&mut String::new()).unwrap();
        }
        _ => std::process::exit(2),
    }
}
