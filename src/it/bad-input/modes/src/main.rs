//! modes: ends as its argument says.

use std::process::Command;

extern "C" {
    fn _exit(code: i32) -> !;
}

fn work() -> u64 {
    (0..400_000u64).fold(7, |sum, n| if (n ^ sum) % 3 == 0 { sum.wrapping_mul(31) ^ n } else { sum + n })
}

fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    let seconds = std::env::args().nth(2).unwrap_or_default();
    println!("{} {:x}", mode.len(), work());
    match mode.as_str() {
        "three" => std::process::exit(3),
        "abort" => std::process::abort(),
        "kill" => {
            let pid = std::process::id().to_string();
            Command::new("sh").args(["-c", &format!("kill -9 {pid}")]).status().unwrap();
            std::thread::sleep(std::time::Duration::from_secs(60));
        }
        // A child of a child keeps standard output open, as a daemon does that forgot to close it.
        "hang" => {
            let line = format!("sleep {seconds} & sleep {seconds}");
            Command::new("sh").args(["-c", &line]).status().unwrap();
        }
        // Ends without a run of what writes profiles at the end.
        "silent" => unsafe { _exit(0) },
        _ => {}
    }
}
