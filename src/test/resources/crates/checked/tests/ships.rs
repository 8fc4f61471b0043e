use std::io::Write;
use std::process::{Command, Stdio};

/// The file that cargo names at compile time.
#[test]
fn by_environment() {
    let out = Command::new(env!("CARGO_BIN_EXE_checked")).arg("panic").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout), "caught true\n");
}

/// The file that a test finds by itself, beside its own executable, as assert_cmd's cargo_bin did for years.
#[test]
fn by_own_lookup() {
    let me = std::env::current_exe().unwrap();
    let beside = me.parent().unwrap().parent().unwrap().join("checked");
    let out = Command::new(beside).arg("panic").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout), "caught true\n");
}

#[test]
fn fails_everywhere() {
    assert_eq!(std::env::var("CHECKED_FAIL").is_ok(), false);
}

/// SHA-256 of the file that the kernel runs, taken while it does, for whoever looks at it afterwards.
#[test]
fn what_runs_is_what_ships() {
    let mut running = Command::new(env!("CARGO_BIN_EXE_checked"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let sum = Command::new("sha256sum").arg(format!("/proc/{}/exe", running.id())).output().unwrap();
    drop(running.stdin.take());
    assert!(running.wait().unwrap().success());
    if let Ok(to) = std::env::var("CHECKED_HASHES") {
        let hash = String::from_utf8(sum.stdout).unwrap();
        let mut file = std::fs::File::options().append(true).create(true).open(to).unwrap();
        writeln!(file, "{}", hash.split_whitespace().next().unwrap()).unwrap();
    }
}

/// What a test that calls cargo may do.
#[test]
#[ignore = "puts another file in the place of the program"]
fn replaces_the_program() {
    let place = env!("CARGO_BIN_EXE_checked");
    std::fs::remove_file(place).unwrap();
    std::fs::copy("/bin/true", place).unwrap();
}
