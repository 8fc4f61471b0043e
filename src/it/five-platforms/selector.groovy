return io.github.pgobolt.it.Machine.hasTargets('five-platforms',
        ['x86_64-unknown-linux-musl', 'x86_64-pc-windows-gnu', 'aarch64-unknown-linux-gnu', 'aarch64-apple-darwin'],
        ['cargo-zigbuild', 'x86_64-w64-mingw32-gcc', 'musl-gcc', 'aarch64-linux-gnu-gcc', 'wine', 'qemu-aarch64'])
