//! rank FILE TIMES: reads a file's words as often as asked, and prints how many there are and which are the most frequent.

use std::collections::BTreeMap;

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

fn main() {
    // As each program with a HashMap does, it asks the system for random numbers, which on Windows is a library of its own.
    std::hint::black_box(std::hash::RandomState::new());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read(&arguments[0]).expect("the first argument is a file");
    let times: u32 = arguments[1].parse().expect("the second argument is a number");
    let mut seen = BTreeMap::new();
    let words: usize = (0..times).map(|_| count(&text, &mut seen)).sum();
    let mut ranked: Vec<_> = seen.into_iter().collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    println!("{words} words, {} of them different", ranked.len());
    for (word, times) in ranked.iter().take(10) {
        println!("{times:8} {}", String::from_utf8_lossy(word));
    }
}
