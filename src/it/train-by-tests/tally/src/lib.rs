//! Counts the words of a text, as often as it is told.

/// What a text has.
#[derive(Debug, PartialEq, Default)]
pub struct Tally {
    pub words: u64,
    pub capitals: u64,
    pub digits: u64,
}

pub fn tally(text: &str) -> Tally {
    let mut tally = Tally::default();
    let mut inside = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            inside = false;
            continue;
        }
        if !inside {
            tally.words += 1;
            inside = true;
        }
        match letter {
            'A'..='Z' => tally.capitals += 1,
            '0'..='9' => tally.digits += 1,
            _ => {}
        }
    }
    tally
}
