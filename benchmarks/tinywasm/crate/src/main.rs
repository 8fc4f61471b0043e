//! Interprets the function `run` of a WebAssembly module in its text form, and prints what it returns:
//! `wasm-driver <file.wat> <argument>`.

use tinywasm::{ModuleInstance, Store};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, argument] = arguments.as_slice() else {
        return Err("usage: wasm-driver <file.wat> <argument>".into());
    };
    let module = tinywasm::parse_bytes(&wat::parse_file(file)?)?;
    let mut store = Store::default();
    let instance = ModuleInstance::instantiate(&mut store, &module, None)?;
    let run = instance.func::<i32, i32>(&store, "run")?;
    println!("{}", run.call(&mut store, argument.parse::<i32>()?)?);
    Ok(())
}
