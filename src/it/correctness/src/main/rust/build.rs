use std::{env, fs, path::Path};

fn main() {
    let code = "pub fn place() -> &'static str { file!() }\npub fn small(n: u64) { assert!(n > 100_000_000, \"too small\"); }\n";
    fs::write(Path::new(&env::var("OUT_DIR").unwrap()).join("generated.rs"), code).unwrap();
    println!("cargo:rerun-if-changed=build.rs");
}
