return io.github.pgobolt.it.Machine.has('other-benchmarks', 'hyperfine')
