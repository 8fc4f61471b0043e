use std::process::Command;

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

/// Writes the bytes that really ran where the plugin's own test looks for them.
#[test]
fn copies_what_ran() {
    if let Ok(to) = std::env::var("CHECKED_COPY") {
        std::fs::copy(env!("CARGO_BIN_EXE_checked"), to).unwrap();
    }
}
