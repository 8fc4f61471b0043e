use std::{fs, thread, time::Duration};

/// As `npm ci` does: a folder in the source tree, made anew and removed. Two builds at once are in each other's way.
fn main() {
    fs::create_dir("assets").expect("the folder assets is there already: another build is at work");
    thread::sleep(Duration::from_secs(5));
    fs::remove_dir("assets").unwrap();
    println!("cargo:rerun-if-changed=build.rs");
}
