//! Plants a fault in what is built with a profile, as a miscompiled variant would have it.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(with_profile)");
    println!("cargo::rerun-if-env-changed=CARGO_ENCODED_RUSTFLAGS");
    if std::env::var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|flags| flags.contains("profile_use")) {
        println!("cargo::rustc-cfg=with_profile");
    }
}
