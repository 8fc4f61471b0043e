//! The one function of Windows' bcryptprimitives.dll that Rust's standard library calls, for a wine that is older than it.
#![no_std]

#[link(name = "advapi32")]
extern "system" {
    fn SystemFunction036(buffer: *mut u8, length: u32) -> u8;
}

/// Fills a buffer with random bytes.
///
/// # Safety
/// The buffer must have that length.
#[no_mangle]
pub unsafe extern "system" fn ProcessPrng(buffer: *mut u8, length: usize) -> i32 {
    i32::from(SystemFunction036(buffer, length as u32))
}

#[panic_handler]
fn never(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
