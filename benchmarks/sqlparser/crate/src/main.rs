//! Parses the statements of a file some times over, writes each as SQL again, and prints how many there were and a sum over
//! what was written: `sql-driver <dialect> <file> <times>`.

use sqlparser::dialect::dialect_from_str;
use sqlparser::parser::Parser;
use std::fmt::Write;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dialect, file, times] = arguments.as_slice() else {
        panic!("usage: sql-driver <dialect> <file> <times>")
    };
    let dialect = dialect_from_str(dialect).expect("a dialect that sqlparser knows");
    let sql = std::fs::read_to_string(file).expect("a readable file");
    let times: usize = times.parse().expect("a number of times");
    let mut statements = 0;
    let mut sum = 0u64;
    let mut written = String::new();
    for _ in 0..times {
        for statement in Parser::parse_sql(&*dialect, &sql).expect("statements of this dialect") {
            written.clear();
            write!(written, "{statement}").expect("a string takes all");
            sum = written.bytes().fold(sum, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
            statements += 1;
        }
    }
    println!("{statements} statements, {sum:016x}");
}
