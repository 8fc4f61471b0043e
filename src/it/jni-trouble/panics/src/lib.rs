//! Panics out of a JNI function, where PANIC says so: always, or only in what was built with a profile.

use std::ffi::c_void;

fn sum(length: i32) -> i64 {
    let panics = std::env::var("PANIC").unwrap_or_default();
    if panics == "always" || panics == "with-profile" && cfg!(with_profile) {
        panic!("nobody catches this");
    }
    (0..length as i64).filter(|i| i % 3 != 0).sum()
}

/// `it.WordStat.digest(ByteBuffer, int)`, which lets a panic unwind into the JVM.
#[no_mangle]
pub extern "system-unwind" fn Java_it_WordStat_digest(
    _env: *mut c_void,
    _class: *mut c_void,
    _buffer: *mut c_void,
    length: i32,
) -> i64 {
    sum(length)
}
