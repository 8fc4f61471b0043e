//! Starts the program, in both ways in which tests find it.
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn run(program: &Path, rounds: u32, text: &str) -> String {
    let mut child = Command::new(program)
        .arg(rounds.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn counts_as_often_as_it_is_told() {
    let text = "Of 12 words Each has 3 Or 4 letters here\n".repeat(40);
    let seen = run(Path::new(env!("CARGO_BIN_EXE_tally")), 10_000, &text);
    assert_eq!(seen, "4000000 words, 1200000 capitals, 1600000 digits\n");
}

/// As assert_cmd does.
#[test]
fn is_found_beside_the_test() {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().unwrap();
    assert!(folder.ends_with("deps"));
    assert_eq!(run(&folder.with_file_name("tally"), 1, "A b 1"), "3 words, 1 capitals, 1 digits\n");
}

#[cfg(feature = "planted")]
#[test]
fn fails_everywhere() {
    panic!("planted");
}
