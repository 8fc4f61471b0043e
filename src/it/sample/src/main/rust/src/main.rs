//! reckon: evaluates a file of assignments and expressions, one a line, as often as asked, and prints the results.
//!
//!     reckon <file> [passes]

mod eval;
mod parse;
mod token;

// Not a HashMap, whose order of probing differs from run to run: equal runs leave equal profiles.
use std::collections::BTreeMap;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = args.first() else {
        eprintln!("usage: reckon <file> [passes]");
        return ExitCode::from(2);
    };
    let passes: u32 = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) => {
            eprintln!("{path}: {e}");
            return ExitCode::FAILURE;
        }
    };
    let mut variables = BTreeMap::new();
    let mut errors = 0u64;
    for pass in 0..passes {
        variables.insert("pass".to_string(), i64::from(pass));
        for line in text.lines() {
            if run_line(line, &mut variables).is_err() {
                errors += 1;
            }
        }
    }
    for (name, value) in &variables {
        println!("{name} = {value}");
    }
    println!("{errors} errors");
    ExitCode::SUCCESS
}

fn run_line(line: &str, variables: &mut BTreeMap<String, i64>) -> Result<(), String> {
    let tokens = token::tokens(line)?;
    if tokens.is_empty() {
        return Ok(());
    }
    let (target, tree) = parse::statement(&tokens)?;
    let value = eval::value(&tree, variables)?;
    variables.insert(target.unwrap_or("last").to_string(), value);
    Ok(())
}
