//! Leaves a shared library of C in OUT_DIR, which the program links.
use std::path::Path;
use std::process::Command;

// As in a plain cargo build: the flags of the configuration are the build script's, too.
#[cfg(not(configured))]
compile_error!("the build script lacks --cfg configured");

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/grain.c");
    let out = std::env::var("OUT_DIR").unwrap();
    let status = Command::new("cc")
        .args(["-O2", "-fPIC", "-shared", "-o"])
        .args([Path::new(&out).join("libgrain.so").to_str().unwrap(), "src/grain.c"])
        .status()
        .unwrap();
    assert!(status.success());
    println!("cargo:rustc-link-search=native={out}");
    println!("cargo:rustc-link-lib=dylib=grain");
}
