import static org.assertj.core.api.Assertions.assertThat

import io.github.pgobolt.it.WorkResult

def result = WorkResult.below(basedir.toPath()).assertWhole("baseline", "pgo", "pgo-bolt")
def sections = { String file ->
    def readobj = result.rows("tools").find { it.get("name").asString == "llvm-readobj" }.get("path").asString
    def process = [readobj, "--sections", file].execute()
    def text = process.text
    assertThat(process.waitFor()).isZero()
    return (text =~ /Name: (\.\S+)/).collect { it[1] }
}
// What ships has no symbols and no relocations left; what BOLT read had both, whatever the manifest says.
for (variant in result.rows("variants")) {
    assertThat(sections(variant.get("file").asString)).contains(".text").doesNotContain(".symtab", ".debug_info", ".rela.text")
}
def linked = result.root().resolve(result.record("optimize").getAsJsonObject("result").get("linked").asString)
assertThat(sections(linked.toString())).contains(".symtab", ".rela.text")
return true
