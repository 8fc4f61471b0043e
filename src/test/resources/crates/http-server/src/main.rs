//! Answers every request with a number that takes a while to compute; with the feature `slow`, three times as long.

use tiny_http::{Response, Server};

const ROUNDS: u64 = if cfg!(feature = "slow") { 600_000 } else { 200_000 };

fn main() {
    let address = format!("127.0.0.1:{}", std::env::args().nth(1).expect("a port"));
    let server = Server::http(&address).expect("a free port");
    println!("listening on {address}");
    for request in server.incoming_requests() {
        let mut x = request.url().len() as u64;
        for _ in 0..ROUNDS {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }
        let _ = request.respond(Response::from_string(x.to_string()));
    }
}
