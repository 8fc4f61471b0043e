import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.BuildLog
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files

def project = basedir.toPath()
def result = WorkResult.below(project).assertWhole("baseline", "pgo", "pgo-bolt")
def rows = result.rows("microbenchmarks")

// Criterion's own benchmark, on the builds that cargo makes, pass by pass in turn.
def criterion = rows.findAll { it.get("harness").asString == "Criterion" }
assertThat(criterion.collect { [it.get("benchmark").asString, it.get("variant").asString, it.get("reference").asString] })
        .containsExactly(["tally", "pgo", "baseline"])
def row = criterion[0]
assertThat(row.get("interleaved").asBoolean).isTrue()
assertThat(row.get("passes").asInt).isEqualTo(8)
assertThat(row.get("low").asDouble).isPositive().isLessThanOrEqualTo(row.get("ratio").asDouble)
assertThat(row.get("high").asDouble).isGreaterThanOrEqualTo(row.get("ratio").asDouble)
assertThat(row.get("verdict").asString).isIn("FASTER", "SLOWER", "SAME", "NO_DIFFERENCE_SHOWN", "TOO_NOISY", "TOO_FEW_PAIRS")
(0..7).each { pass ->
    ["baseline", "pgo"].each { variant ->
        def estimates = project.resolve("target/pgo-bolt/build/criterion-results/${variant}/pass-${pass}/tally/new/estimates.json")
        assertThat(estimates).exists()
    }
}

// hyperfine on the plugin's own variants: a cross-check without a verdict.
def hyperfine = rows.findAll { it.get("harness").asString == "hyperfine" }
assertThat(hyperfine.collect { [it.get("benchmark").asString, it.get("variant").asString] })
        .containsExactly(["gold", "pgo"], ["gold", "pgo-bolt"])
hyperfine.each {
    assertThat(it.get("interleaved").asBoolean).isFalse()
    assertThat(it.get("verdict").isJsonNull()).isTrue()
    assertThat(it.get("variantSeconds").asDouble / it.get("referenceSeconds").asDouble).isCloseTo(it.get("ratio").asDouble,
            org.assertj.core.api.Assertions.within(1e-9d))
}

// The same rows in both readable forms, and the words on how far they are to be believed.
def report = project.resolve("target/pgo-bolt/report")
["report.html", "report.md"].each {
    assertThat(Files.readString(report.resolve(it))).contains("Criterion, JMH and hyperfine", "they decide nothing", "8 passes in turn",
            "one after the other")
}
BuildLog.of(basedir).assertContains("cargo bench on pgo, pass 8 of 8", "Criterion, tally: pgo against baseline",
        "took turns in random order", "hyperfine, gold: pgo-bolt against baseline")
return true
