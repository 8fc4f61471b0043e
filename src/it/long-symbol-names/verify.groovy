import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult

def result = WorkResult.below(basedir.toPath()).assertWhole("baseline", "pgo", "pgo-bolt")
def longest = { java.nio.file.Path file ->
    def nm = result.rows("tools").find { it.get("name").asString == "llvm-nm" }.get("path").asString
    return [nm, file.toString()].execute().text.readLines().collect { it.split(" ")[-1].length() }.max()
}
// The program is what it claims to be, or this test shows nothing.
def linked = result.root().resolve(result.record("optimize").getAsJsonObject("result").get("linked").asString)
assertThat(longest(linked)).as("longest symbol name").isGreaterThan(10_000)

def profile = result.record("bolt-profile").getAsJsonObject("result")
assertThat(profile.get("shortenedNames").asInt).isPositive()
assertThat(longest(result.root().resolve(profile.get("input").asString))).isLessThan(10_000)
def bolt = result.report().getAsJsonObject("profiles").getAsJsonObject("bolt")
assertThat(bolt.get("profiledFunctions").asInt).isGreaterThan(10)
assertThat(bolt.get("stalePercent").asDouble).isLessThan(10d)
BuildLog.of(basedir).assertContains(" shortened")
return true
