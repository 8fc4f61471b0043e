//! css-inline for Java: one function, through the `jni` crate.

use css_inline::CSSInliner;
use jni::objects::{JByteArray, JClass};
use jni::sys::jbyteArray;
use jni::JNIEnv;
use std::sync::OnceLock;

static INLINER: OnceLock<CSSInliner<'static>> = OnceLock::new();

fn inline(env: &mut JNIEnv, html: &JByteArray) -> Result<jbyteArray, String> {
    let bytes = env.convert_byte_array(html).map_err(|e| e.to_string())?;
    let text = String::from_utf8(bytes).map_err(|e| e.to_string())?;
    let inliner = INLINER.get_or_init(|| CSSInliner::options().load_remote_stylesheets(false).build());
    let inlined = inliner.inline(&text).map_err(|e| e.to_string())?;
    env.byte_array_from_slice(inlined.as_bytes()).map(|array| array.into_raw()).map_err(|e| e.to_string())
}

/// `bench.CssInline.inline(byte[])`: UTF-8 in, UTF-8 out.
#[no_mangle]
pub extern "system" fn Java_bench_CssInline_inline(mut env: JNIEnv, _class: JClass, html: JByteArray) -> jbyteArray {
    inline(&mut env, &html).unwrap_or_else(|message| {
        // Nothing can be done if even the exception cannot be thrown; Java then sees null.
        let _ = env.throw_new("java/lang/IllegalArgumentException", message);
        std::ptr::null_mut()
    })
}
