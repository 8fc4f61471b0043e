// hyperfine is one of the three, and the POM names it.
try {
    ['hyperfine', '--version'].execute().waitFor()
} catch (IOException notThere) {
    println 'other-benchmarks is skipped: it needs package hyperfine'
    return false
}
return true
