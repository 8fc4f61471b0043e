//! Tokens to a tree, by precedence climbing.

use crate::token::Token;

pub enum Tree<'a> {
    Number(i64),
    Variable(&'a str),
    Negated(Box<Tree<'a>>),
    Binary(&'static str, Box<Tree<'a>>, Box<Tree<'a>>),
    Call(&'a str, Vec<Tree<'a>>),
}

struct Parser<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
}

/// `name = expression`, or an expression alone.
pub fn statement<'a>(tokens: &[Token<'a>]) -> Result<(Option<&'a str>, Tree<'a>), String> {
    let (target, rest) = match tokens {
        [Token::Name(name), Token::Assign, rest @ ..] => (Some(*name), rest),
        all => (None, all),
    };
    let mut parser = Parser { tokens: rest, at: 0 };
    let tree = parser.expression(0)?;
    match parser.next() {
        None => Ok((target, tree)),
        Some(token) => Err(format!("unexpected {token:?}")),
    }
}

fn strength(operator: &str) -> u8 {
    match operator {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => 3,
        "&" | "^" => 4,
        "<<" | ">>" => 5,
        "+" | "-" => 6,
        _ => 7,
    }
}

impl<'a> Parser<'_, 'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn expression(&mut self, weakest: u8) -> Result<Tree<'a>, String> {
        let mut left = self.operand()?;
        while let Some(Token::Operator(operator)) = self.tokens.get(self.at) {
            let strength = strength(operator);
            if strength <= weakest {
                break;
            }
            self.at += 1;
            let right = self.expression(strength)?;
            left = Tree::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn operand(&mut self) -> Result<Tree<'a>, String> {
        match self.next() {
            Some(Token::Number(value)) => Ok(Tree::Number(value)),
            Some(Token::Operator("-")) => Ok(Tree::Negated(Box::new(self.operand()?))),
            Some(Token::Open) => {
                let inner = self.expression(0)?;
                self.expect(Token::Close).map(|()| inner)
            }
            Some(Token::Name(name)) if self.tokens.get(self.at) == Some(&Token::Open) => {
                self.at += 1;
                self.arguments().map(|arguments| Tree::Call(name, arguments))
            }
            Some(Token::Name(name)) => Ok(Tree::Variable(name)),
            other => Err(format!("an operand was expected, not {other:?}")),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Tree<'a>>, String> {
        let mut arguments = Vec::new();
        loop {
            if arguments.is_empty() && self.tokens.get(self.at) == Some(&Token::Close) {
                self.at += 1;
                return Ok(arguments);
            }
            arguments.push(self.expression(0)?);
            match self.next() {
                Some(Token::Comma) => continue,
                Some(Token::Close) => return Ok(arguments),
                other => return Err(format!("',' or ')' was expected, not {other:?}")),
            }
        }
    }

    fn expect(&mut self, wanted: Token<'a>) -> Result<(), String> {
        match self.next() {
            Some(token) if token == wanted => Ok(()),
            other => Err(format!("{wanted:?} was expected, not {other:?}")),
        }
    }
}
