//! Text to tokens.

#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    Number(i64),
    Name(&'a str),
    Operator(&'static str),
    Open,
    Close,
    Comma,
    Assign,
}

/// Two characters before one, so that `<=` is not `<` and `=`.
const OPERATORS: [&str; 17] = [
    "==", "!=", "<=", ">=", "<<", ">>", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "&", "^",
];

pub fn tokens(line: &str) -> Result<Vec<Token<'_>>, String> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b' ' | b'\t' => at += 1,
            b'#' => break,
            b'(' => {
                found.push(Token::Open);
                at += 1;
            }
            b')' => {
                found.push(Token::Close);
                at += 1;
            }
            b',' => {
                found.push(Token::Comma);
                at += 1;
            }
            b'0'..=b'9' => {
                let hex = bytes[at] == b'0' && bytes.get(at + 1) == Some(&b'x');
                at += if hex { 2 } else { 0 };
                let base = if hex { 16 } else { 10 };
                let mut value = 0i64;
                while let Some(digit) = bytes.get(at).and_then(|b| (*b as char).to_digit(base)) {
                    value = value.wrapping_mul(i64::from(base)).wrapping_add(i64::from(digit));
                    at += 1;
                }
                found.push(Token::Number(value));
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_') {
                    at += 1;
                }
                found.push(Token::Name(&line[start..at]));
            }
            _ => match OPERATORS.iter().find(|o| bytes[at..].starts_with(o.as_bytes())) {
                Some(operator) => {
                    found.push(Token::Operator(operator));
                    at += operator.len();
                }
                None if bytes[at] == b'=' => {
                    found.push(Token::Assign);
                    at += 1;
                }
                None => return Err(format!("unexpected '{}'", bytes[at] as char)),
            },
        }
    }
    Ok(found)
}
