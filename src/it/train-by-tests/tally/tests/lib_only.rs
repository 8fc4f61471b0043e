//! Never starts the program.
#[test]
fn counts() {
    let text = "one Two 3 ".repeat(2_000);
    assert_eq!(tally::tally(&text), tally::Tally { words: 6_000, capitals: 2_000, digits: 2_000 });
}
