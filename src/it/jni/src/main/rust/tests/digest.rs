//! Cargo starts tests in the package's folder, and says where it is.

#[test]
fn words_count_however_they_are_written() {
    assert_eq!(wordstat::digest(b"let Let"), wordstat::digest(b"Let let"));
    assert_ne!(wordstat::digest(b"let"), wordstat::digest(b"let let let"));
}

#[test]
fn runs_where_cargo_runs_it() {
    assert!(std::path::Path::new("src/lib.rs").exists());
    assert!(std::env::var("CARGO_MANIFEST_DIR").is_ok());
}
