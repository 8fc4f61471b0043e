import io.github.pgobolt.it.BuildLog

// doctor fails where the route is not whole, so that this script is reached only with all tools there.
def log = BuildLog.of(basedir)
log.assertContains("llvm-profdata")
log.assertContains("llvm-bolt")
return true
