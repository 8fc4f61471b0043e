return io.github.pgobolt.it.Nginx.has('profile-repository')
