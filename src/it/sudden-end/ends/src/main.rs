//! ends: works for some seconds, and ends as its argument says.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

extern "C" {
    fn _exit(code: i32) -> !;
    fn fork() -> i32;
    fn setsid() -> i32;
    fn waitpid(pid: i32, status: *mut i32, options: i32) -> i32;
}

#[inline(never)]
fn step(x: u64) -> u64 {
    if x % 2 == 0 { black_box(x / 2) } else { 3 * x + 1 }
}

/// BOLT's runtime writes each second, so that a second must pass whatever the machine is like.
fn work(seconds: u64) {
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        for start in 1..2_000 {
            let mut x = start;
            while x != 1 {
                x = step(black_box(x));
            }
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn main() {
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "exit" => {
            work(3);
            unsafe { _exit(0) }
        }
        "kill" => {
            work(3);
            Command::new("sh").args(["-c", &format!("kill -9 {}", std::process::id())]).status().unwrap();
        }
        "fork" => unsafe {
            let child = fork();
            work(1);
            if child > 0 {
                waitpid(child, std::ptr::null_mut(), 0);
            }
        },
        "daemon" => unsafe {
            work(1);
            if fork() == 0 {
                setsid();
                // Nobody waits for it, and it holds nothing open.
                let null = std::fs::OpenOptions::new().write(true).open("/dev/null").unwrap();
                extern "C" { fn dup2(from: i32, to: i32) -> i32; }
                use std::os::fd::AsRawFd;
                for descriptor in 0..3 {
                    dup2(null.as_raw_fd(), descriptor);
                }
                work(20);
            }
        },
        _ => work(1),
    }
}
