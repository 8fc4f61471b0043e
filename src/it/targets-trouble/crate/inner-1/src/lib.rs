//! Has a function that version 2 has, too, with the same name and branches.

#[inline(never)]
pub fn weigh(byte: u8) -> u64 {
    match byte {
        b'0'..=b'9' => u64::from(byte),
        b'a'..=b'm' => 2,
        _ => 1,
    }
}

/// Weighs each byte, and is only here.
#[inline(never)]
pub fn often(text: &[u8]) -> u64 {
    text.iter().fold(0, |sum, byte| sum + weigh(*byte))
}
