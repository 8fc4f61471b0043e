use std::io::Write;
use std::process::{Command, Stdio};

/// What no workload does: only this test sees that it is wrong.
#[test]
fn version() {
    let out = Command::new(env!("CARGO_BIN_EXE_suspect")).arg("version").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout), "0.1.0\n");
}

/// SHA-256 of the file that the kernel runs, taken while it does, for verify.groovy.
#[test]
fn what_runs() {
    let mut running = Command::new(env!("CARGO_BIN_EXE_suspect")).arg("wait").stdin(Stdio::piped()).spawn().unwrap();
    let sum = Command::new("sha256sum").arg(format!("/proc/{}/exe", running.id())).output().unwrap();
    drop(running.stdin.take());
    assert!(running.wait().unwrap().success());
    let hash = String::from_utf8(sum.stdout).unwrap();
    let mut file = std::fs::File::options().append(true).create(true).open(std::env::var("HASHES").unwrap()).unwrap();
    writeln!(file, "{}", hash.split_whitespace().next().unwrap()).unwrap();
}

#[test]
fn failed_before() {
    assert_eq!(1 + 1, 3, "a test that fails in the baseline, too, is no fault of a variant");
}
