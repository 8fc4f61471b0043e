// A standard library and a C library for AArch64, a linker, an emulator, and BOLT's runtime library of that processor.
def missing = []
def succeeds = io.github.pgobolt.it.Machine.&permits
if (System.getProperty('os.arch') != 'amd64') missing << 'a machine with an x86-64 processor'
if (!succeeds('sh', '-c', 'ls "$(rustc --print sysroot)"/lib/rustlib/aarch64-unknown-linux-gnu/lib/libprofiler_builtins-*.rlib')) missing << '`rustup target add aarch64-unknown-linux-gnu`'
if (!succeeds('aarch64-linux-gnu-gcc', '--version')) missing << 'package gcc-aarch64-linux-gnu'
if (!new File('/usr/aarch64-linux-gnu/lib/libc.so.6').exists()) missing << 'package libc6-arm64-cross'
if (!succeeds('qemu-aarch64', '--version')) missing << 'package qemu-user'
if (!new File('/opt/llvm-22-aarch64/usr/lib/llvm-22/lib/libbolt_rt_instr.a').exists()) missing << 'package libbolt-22-dev of arm64, unpacked to /opt/llvm-22-aarch64'
if (missing) {
    println 'aarch64 is skipped: it needs ' + missing.join(', ')
}
return missing.empty
