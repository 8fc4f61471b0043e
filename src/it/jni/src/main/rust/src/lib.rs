//! Splits text into words, numbers and marks and sums them up: branches that a profile tells apart.
//! The two JNI functions need no crate, since a number of primitives and one call of JNI's table are all they use.

use std::collections::HashMap;
use std::ffi::c_void;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Word,
    Number,
    Mark,
}

fn kind(byte: u8) -> Option<Kind> {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..=0xff => Some(Kind::Word),
        b'0'..=b'9' => Some(Kind::Number),
        b' ' | b'\n' | b'\t' | b'\r' => None,
        _ => Some(Kind::Mark),
    }
}

/// The next token that starts at or after `at`: its kind, start and end.
fn token(text: &[u8], mut at: usize) -> Option<(Kind, usize, usize)> {
    while at < text.len() {
        if let Some(kind_of_first) = kind(text[at]) {
            let start = at;
            at += 1;
            if kind_of_first != Kind::Mark {
                while at < text.len() && matches!(kind(text[at]), Some(k) if k != Kind::Mark) {
                    at += 1;
                }
            }
            return Some((kind_of_first, start, at));
        }
        at += 1;
    }
    None
}

fn fold(word: &[u8]) -> u64 {
    word.iter().fold(0xcbf29ce484222325, |hash, byte| (hash ^ byte.to_ascii_lowercase() as u64).wrapping_mul(0x100000001b3))
}

/// A number that depends on every token of the text and on how often each word occurs.
pub fn digest(text: &[u8]) -> u64 {
    let mut words: HashMap<u64, u64> = HashMap::new();
    let (mut sum, mut depth, mut at) = (0u64, 0u64, 0usize);
    while let Some((kind, start, end)) = token(text, at) {
        let piece = &text[start..end];
        match kind {
            Kind::Word => *words.entry(fold(piece)).or_default() += 1,
            Kind::Number => {
                let value = piece.iter().fold(0u64, |v, d| v.wrapping_mul(10).wrapping_add((d & 15) as u64));
                sum = sum.wrapping_add(value);
            }
            Kind::Mark => match piece[0] {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'"' | b'\'' => sum = sum.rotate_left(1),
                other => sum = sum.wrapping_add(other as u64 * (depth + 1)),
            },
        }
        at = end;
    }
    words.iter().fold(sum, |all, (word, count)| all.wrapping_add(word.wrapping_mul(count | 1)))
}

type JniTable = *const [*const c_void; 235];
const GET_DIRECT_BUFFER_ADDRESS: usize = 230;

/// `it.WordStat.digest(ByteBuffer, int)`.
///
/// # Safety
/// Called by the JVM with its environment, and with a direct buffer of at least `length` bytes.
#[no_mangle]
pub unsafe extern "system" fn Java_it_WordStat_digest(
    env: *mut JniTable,
    _class: *mut c_void,
    buffer: *mut c_void,
    length: i32,
) -> i64 {
    let address: extern "system" fn(*mut JniTable, *mut c_void) -> *const u8 =
        std::mem::transmute((**env)[GET_DIRECT_BUFFER_ADDRESS]);
    let start = address(env, buffer);
    digest(std::slice::from_raw_parts(start, length as usize)) as i64
}
