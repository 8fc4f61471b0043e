/// Vowels, consonants and others of a text.
pub fn tally(text: &str) -> [u64; 3] {
    let mut counts = [0; 3];
    for c in text.chars() {
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' => counts[0] += 1,
            'a'..='z' => counts[1] += 1,
            _ => counts[2] += 1,
        }
    }
    counts
}
