// The processor that this machine lacks is laid over /sys in a mount namespace of the call, which root alone may make.
def possible = io.github.pgobolt.it.StandInPerf.possible()
if (!possible) {
    println 'sampled-branches is skipped: this user may not unshare the mount namespace'
}
return possible
