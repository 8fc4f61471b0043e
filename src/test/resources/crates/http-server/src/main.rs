//! Answers every request with a number that takes a while to compute; with the feature `slow`, three times as long.
//! Ends on SIGTERM by a return from `main`, so that an instrumented build writes its profile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::Duration;
use tiny_http::{Response, Server};

const ROUNDS: u64 = if cfg!(feature = "slow") { 600_000 } else { 200_000 };

fn answer(url: &str) -> u64 {
    let mut x = url.len() as u64;
    for _ in 0..ROUNDS {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    x
}

fn main() {
    let address = format!("127.0.0.1:{}", std::env::args().nth(1).expect("a port"));
    let server = Server::http(&address).expect("a free port");
    let end = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGTERM, Arc::clone(&end)).expect("a handler of SIGTERM");
    println!("listening on {address}");
    while !end.load(Ordering::Relaxed) {
        if let Ok(Some(request)) = server.recv_timeout(Duration::from_millis(50)) {
            let number = answer(request.url());
            let _ = request.respond(Response::from_string(number.to_string()));
        }
    }
}
