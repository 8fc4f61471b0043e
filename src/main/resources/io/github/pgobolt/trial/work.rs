// What a trial of llvm-bolt runs: what BOLT has to move without harm. Written for Rust of 2018, so that old compilers take it.

use std::collections::BTreeMap;

/// A branch table: BOLT moves it and writes its entries anew.
#[inline(never)]
fn switched(kind: u8, value: u64) -> u64 {
    match kind {
        0 => value.wrapping_add(17),
        1 => value.rotate_left(3) ^ 0x9e37,
        2 => value.wrapping_mul(31),
        3 => value >> 2,
        4 => value ^ (value << 13),
        5 => value.count_ones() as u64 + 5,
        6 => value.swap_bytes(),
        7 => value.wrapping_sub(1234567),
        8 => value | 0x55,
        9 => value.reverse_bits(),
        10 => value / 3,
        _ => !value,
    }
}

#[inline(never)]
fn table(rounds: u64) -> u64 {
    let mut value = 88172645463325252u64;
    for round in 0..rounds {
        value = value.wrapping_add(switched(((value >> 7) % 12) as u8, value ^ round));
    }
    value
}

struct Dropped<'a>(&'a std::cell::Cell<u64>);

impl Drop for Dropped<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[cfg(panic = "unwind")]
#[inline(never)]
fn fails(depth: u64, dropped: &std::cell::Cell<u64>) -> u64 {
    let guard = Dropped(dropped);
    if depth == 0 {
        std::panic::panic_any(7u64);
    }
    let below = fails(depth - 1, dropped);
    drop(guard);
    below + 1
}

/// Unwinding finds its way by tables that BOLT writes anew.
#[cfg(panic = "unwind")]
fn unwound() -> String {
    let dropped = std::cell::Cell::new(0);
    std::panic::set_hook(Box::new(|_| {}));
    let mut caught = 0;
    for depth in 0..40 {
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| fails(depth, &dropped)));
        caught += result.err().and_then(|payload| payload.downcast::<u64>().ok()).map_or(0, |value| *value);
    }
    let _ = std::panic::take_hook();
    format!("unwound {} dropped {}", caught, dropped.get())
}

#[cfg(not(panic = "unwind"))]
fn unwound() -> String {
    String::from("nothing unwinds")
}

/// A backtrace reads unwind tables and symbols.
#[inline(never)]
fn pgobolt_trial_names_itself() -> String {
    let trace = format!("{}", std::backtrace::Backtrace::force_capture());
    format!("named {}", trace.contains("pgobolt_trial_names_itself"))
}

fn threads(rounds: u64) -> u64 {
    let handles: Vec<_> = (1..3).map(|part| std::thread::spawn(move || table(rounds / part))).collect();
    handles.into_iter().map(|handle| handle.join().unwrap()).fold(0, u64::wrapping_add)
}

fn sorted(rounds: u64) -> u64 {
    let mut counts = BTreeMap::new();
    for round in 0..rounds {
        *counts.entry(round.wrapping_mul(2654435761) % 257).or_insert(0u64) += round;
    }
    counts.iter().fold(0, |sum, (key, count)| sum.wrapping_mul(31).wrapping_add(key ^ count))
}

pub fn all(rounds: u64) -> String {
    format!(
        "table {}\n{}\n{}\nthreads {}\nsorted {}",
        table(rounds),
        unwound(),
        pgobolt_trial_names_itself(),
        threads(rounds),
        sorted(rounds)
    )
}
