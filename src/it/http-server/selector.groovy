return io.github.pgobolt.it.Machine.has('http-server', 'wrk', 'curl')
