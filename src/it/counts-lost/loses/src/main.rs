//! Its work is done by children, which come to their ends in several ways.

use std::process::{abort, Command};

#[inline(never)]
fn work(n: u64) -> u64 {
    let mut x = 1u64;
    let mut odd = 0u64;
    for i in 0..n {
        x = x.wrapping_mul(6364136223846793005).wrapping_add(i);
        if x >> 63 == 1 {
            odd += 1;
        } else if x & 6 == 2 {
            odd ^= x >> 5;
        }
    }
    odd
}

fn child(ending: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["worker", ending]);
    command
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["worker", "abort"] => {
            println!("{}", work(400_000_000));
            abort();
        }
        ["worker", _] => println!("{}", work(20_000_000)),
        ["cleared"] => {
            for _ in 0..2 {
                print!("{}", String::from_utf8(child("well").env_clear().output().unwrap().stdout).unwrap());
            }
        }
        ["aborted"] => println!("{}", child("abort").output().unwrap().status.success()),
        _ => println!("{}", work(20_000_000)),
    }
}
