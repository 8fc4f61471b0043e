//! Called through JNI, without an argument that is an object.

#[no_mangle]
pub extern "system" fn Java_Native_work(_env: *mut u8, _class: *mut u8, n: i64) -> i64 {
    let mut x = 1i64;
    let mut odd = 0i64;
    for i in 0..n {
        x = x.wrapping_mul(6364136223846793005).wrapping_add(i);
        if x < 0 {
            odd += 1;
        } else if x & 6 == 2 {
            odd ^= x >> 5;
        }
    }
    odd
}
