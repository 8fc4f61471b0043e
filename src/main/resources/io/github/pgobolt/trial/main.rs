// Runs the trial's work itself, or has a shared library do it: pgobolt-trial [library]

mod work;

const ROUNDS: u64 = 200_000;

#[cfg(not(target_env = "musl"))]
mod library {
    use std::ffi::CString;
    use std::os::raw::{c_char, c_int, c_void};

    #[link(name = "dl")]
    extern "C" {
        fn dlopen(file: *const c_char, flags: c_int) -> *mut c_void;
        fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
    }

    pub fn run(path: &str, rounds: u64) {
        let file = CString::new(path).unwrap();
        let name = CString::new("pgobolt_trial").unwrap();
        unsafe {
            let handle = dlopen(file.as_ptr(), 2);
            assert!(!handle.is_null(), "the library cannot be loaded");
            let symbol = dlsym(handle, name.as_ptr());
            assert!(!symbol.is_null(), "the library does not export pgobolt_trial");
            let entry: extern "C" fn(u64) = std::mem::transmute(symbol);
            entry(rounds);
        }
    }
}

fn main() {
    match std::env::args().nth(1) {
        #[cfg(not(target_env = "musl"))]
        Some(path) => library::run(&path, ROUNDS),
        _ => println!("{}", work::all(ROUNDS)),
    }
}
