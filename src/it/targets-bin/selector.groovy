return io.github.pgobolt.it.Machine.hasTargets('targets-bin',
        ['x86_64-unknown-linux-musl', 'x86_64-pc-windows-gnu', 'aarch64-unknown-linux-gnu'],
        ['x86_64-w64-mingw32-gcc', 'aarch64-linux-gnu-gcc', 'wine', 'qemu-aarch64'])
