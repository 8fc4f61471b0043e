//! A tree to a number. Arithmetic wraps, so that every input has one answer.

use crate::parse::Tree;
use std::collections::BTreeMap;

pub fn value(tree: &Tree, variables: &BTreeMap<String, i64>) -> Result<i64, String> {
    Ok(match tree {
        Tree::Number(value) => *value,
        Tree::Variable(name) => *variables.get(*name).ok_or_else(|| format!("no variable {name}"))?,
        Tree::Negated(inner) => value(inner, variables)?.wrapping_neg(),
        Tree::Binary("&&", left, right) => (value(left, variables)? != 0 && value(right, variables)? != 0).into(),
        Tree::Binary("||", left, right) => (value(left, variables)? != 0 || value(right, variables)? != 0).into(),
        Tree::Binary(operator, left, right) => binary(operator, value(left, variables)?, value(right, variables)?)?,
        Tree::Call(name, arguments) => {
            let values = arguments.iter().map(|a| value(a, variables)).collect::<Result<Vec<_>, _>>()?;
            call(name, &values)?
        }
    })
}

fn binary(operator: &str, a: i64, b: i64) -> Result<i64, String> {
    Ok(match operator {
        "+" => a.wrapping_add(b),
        "-" => a.wrapping_sub(b),
        "*" => a.wrapping_mul(b),
        "/" | "%" if b == 0 => return Err("division by zero".to_string()),
        "/" => a.wrapping_div(b),
        "%" => a.wrapping_rem(b),
        "<<" => a.wrapping_shl(b as u32),
        ">>" => a.wrapping_shr(b as u32),
        "&" => a & b,
        "^" => a ^ b,
        "==" => (a == b).into(),
        "!=" => (a != b).into(),
        "<" => (a < b).into(),
        ">" => (a > b).into(),
        "<=" => (a <= b).into(),
        _ => (a >= b).into(),
    })
}

fn call(name: &str, values: &[i64]) -> Result<i64, String> {
    match (name, values) {
        ("if", [condition, yes, no]) => Ok(if *condition != 0 { *yes } else { *no }),
        ("min", [first, rest @ ..]) => Ok(rest.iter().fold(*first, |a, b| a.min(*b))),
        ("max", [first, rest @ ..]) => Ok(rest.iter().fold(*first, |a, b| a.max(*b))),
        ("gcd", [a, b]) => {
            let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
            while b != 0 {
                (a, b) = (b, a % b);
            }
            Ok(a as i64)
        }
        ("collatz", [start]) => {
            let (mut n, mut steps) = (start.unsigned_abs() % 1000 + 1, 0);
            while n != 1 {
                n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
                steps += 1;
            }
            Ok(steps)
        }
        _ => Err(format!("no function {name} of {} arguments", values.len())),
    }
}
