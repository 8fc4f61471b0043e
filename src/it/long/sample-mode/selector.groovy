// The processor that this machine lacks needs a mount namespace of its own; and some Rust has to take sample profiles.
def possible = io.github.pgobolt.it.StandInPerf.possible()
def nightly = false
try {
    // The second is what .ci/run installs.
    nightly = ['nightly', 'nightly-2026-10-30'].any { ['rustc', '+' + it, '--version'].execute().waitFor() == 0 }
} catch (IOException noRustc) {
    // The plugin's own tests say so.
}
if (!possible || !nightly) {
    println 'sample-mode is skipped: ' + (nightly ? 'this user may not unshare the mount namespace' : 'no nightly toolchain')
}
return possible && nightly
