//! Counts a text's words, each however it is written: branches that a profile tells apart.
//! The JNI function needs no crate, since a number and one call of JNI's table are all it uses.

use std::collections::BTreeMap;
use std::ffi::c_void;

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Space,
    Letter,
    Digit,
    Mark,
}

fn kind(byte: u8) -> Kind {
    match byte {
        b' ' | b'\n' | b'\r' | b'\t' => Kind::Space,
        b'0'..=b'9' => Kind::Digit,
        b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xff => Kind::Letter,
        _ => Kind::Mark,
    }
}

/// The words of a text: letters or digits in a row, and marks alone.
struct Words<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a [u8];

    // A function of its own in the profile, and so are those below: one that holds all others has as many ways to differ.
    #[inline(never)]
    fn next(&mut self) -> Option<&'a [u8]> {
        while self.at < self.text.len() && kind(self.text[self.at]) == Kind::Space {
            self.at += 1;
        }
        let start = self.at;
        let first = kind(*self.text.get(start)?);
        self.at += 1;
        while first != Kind::Mark && self.at < self.text.len() && kind(self.text[self.at]) == first {
            self.at += 1;
        }
        Some(&self.text[start..self.at])
    }
}

/// A word that differs in nothing but the case of its letters is the same.
#[inline(never)]
fn lower(word: &[u8]) -> Vec<u8> {
    word.iter().map(|byte| byte.to_ascii_lowercase()).collect()
}

#[inline(never)]
fn count(text: &[u8], seen: &mut BTreeMap<Vec<u8>, u64>) -> usize {
    let mut words = 0;
    for word in (Words { text, at: 0 }) {
        *seen.entry(lower(word)).or_default() += 1;
        words += 1;
    }
    words
}

/// A number that depends on each word, and on how often it is there.
fn tally(text: &[u8]) -> i64 {
    let mut seen = BTreeMap::new();
    let words = count(text, &mut seen);
    seen.into_iter().fold(words as i64, |sum, (word, times)| {
        word.iter().fold(sum.wrapping_mul(31), |sum, byte| sum.wrapping_mul(31).wrapping_add(i64::from(*byte))) ^ times as i64
    })
}

/// The same for programs that are no JVM.
///
/// # Safety
/// The text must be of that length.
#[no_mangle]
pub unsafe extern "C" fn tally_text(text: *const u8, length: usize) -> i64 {
    tally(std::slice::from_raw_parts(text, length))
}

type JniTable = *const [*const c_void; 235];
const GET_DIRECT_BUFFER_ADDRESS: usize = 230;

/// `it.Tally.of(ByteBuffer, int)`.
///
/// # Safety
/// Called by the JVM with its environment, and with a direct buffer of at least `length` bytes.
#[no_mangle]
pub unsafe extern "system" fn Java_it_Tally_of(
    env: *mut JniTable,
    _class: *mut c_void,
    buffer: *mut c_void,
    length: i32,
) -> i64 {
    let address: extern "system" fn(*mut JniTable, *mut c_void) -> *const u8 =
        std::mem::transmute((**env)[GET_DIRECT_BUFFER_ADDRESS]);
    tally(std::slice::from_raw_parts(address(env, buffer), length as usize))
}
