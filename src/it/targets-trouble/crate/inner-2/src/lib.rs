//! Has a function that version 1 has, too, with the same name and branches.

#[inline(never)]
pub fn weigh(byte: u8) -> u64 {
    match byte {
        b'0'..=b'9' => u64::from(byte),
        b'a'..=b'm' => 3,
        _ => 5,
    }
}

/// Weighs each tenth byte, and is only here.
#[inline(never)]
pub fn seldom(text: &[u8]) -> u64 {
    text.iter().step_by(10).fold(0, |sum, byte| sum ^ weigh(*byte))
}
