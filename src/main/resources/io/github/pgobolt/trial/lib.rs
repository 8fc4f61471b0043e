// The trial's work as a shared library.

mod work;

#[no_mangle]
pub extern "C" fn pgobolt_trial(rounds: u64) {
    println!("{}", work::all(rounds));
}
