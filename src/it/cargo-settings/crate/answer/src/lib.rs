//! A proc macro that compiles with the configuration's flags alone.
use proc_macro::TokenStream;

#[cfg(not(configured))]
compile_error!("the proc macro lacks --cfg configured");

#[proc_macro]
pub fn answer(_: TokenStream) -> TokenStream {
    "42u64".parse().unwrap()
}
