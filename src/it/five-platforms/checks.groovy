import static org.assertj.core.api.Assertions.assertThat

import com.google.gson.JsonParser
import io.github.pgobolt.it.Cases
import io.github.pgobolt.it.Machine
import io.github.pgobolt.it.WorkResult
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile

def project = basedir.toPath()
def host = "x86_64-unknown-linux-gnu"
def result = new WorkResult(project.resolve("target/pgo-bolt")).assertWhole("baseline", "pgo", "pgo-bolt")
def rows = result.targets()
// Where JNA looks for it, what os-maven-plugin calls it, and how its format and processor are written in the file: Mach-O, PE, ELF.
def platforms = [
        (host)                     : [path: "linux-x86-64/libtally.so", attached: "linux-x86_64.so", magic: "7f454c46", machine: [18: 0x3e]],
        "x86_64-unknown-linux-musl": [path: "linux-x86-64-musl/libtally.so", attached: "linux-x86_64-musl.so", magic: "7f454c46", machine: [18: 0x3e]],
        "x86_64-pc-windows-gnu"    : [path: "win32-x86-64/tally.dll", attached: "windows-x86_64.dll", magic: "4d5a", machine: [:]],
        "aarch64-unknown-linux-gnu": [path: "linux-aarch64/libtally.so", attached: "linux-aarch_64.so", magic: "7f454c46", machine: [18: 0xb7]],
        "aarch64-apple-darwin"     : [path: "darwin-aarch64/libtally.dylib", attached: "osx-aarch_64.dylib", magic: "cffaedfe", machine: [4: 0x0c, 7: 0x01]],
]
def jar = project.resolve("target/five-platforms-1.0.jar")
def unpacked = project.resolve("target/unpacked")
def cases = new Cases()
def sha = { String triple -> triple == host ? result.shippedSha256() : rows[triple].get("sha256").asString }
def file = { String triple -> unpacked.resolve(platforms[triple].path).toString() }

def tools = Path.of(Machine.output("rustc", "--print", "sysroot"), "lib/rustlib", host, "bin")
def lines = { String... argv -> Machine.output(argv).readLines()*.trim() }
def exported = { String triple ->
    if (file(triple).endsWith(".dll")) {
        return lines("$tools/llvm-readobj", "--coff-exports", file(triple)).findAll { it.startsWith("Name: ") }.collect { it.substring(6) }
    }
    def flags = file(triple).endsWith(".so") ? ["--dynamic"] : []
    // Mach-O writes one more underscore before each.
    lines(*(["$tools/llvm-nm", "--extern-only", "--defined-only", "--format=just-symbols"] + flags + file(triple)))
            .collect { file(triple).endsWith(".dylib") ? it.substring(1) : it }
}
def loader = { String compiler, String program, String... more ->
    Machine.output(*([compiler, project.resolve("load.c").toString(), "-o", unpacked.resolve(program).toString()] + more.toList()))
    unpacked.resolve(program).toString()
}
def text = project.resolve("data/evaluation.txt").toString()
def expected

cases.check("one call made a jar with the library of each of the five platforms, and nothing else native") {
    new ZipFile(jar.toFile()).withCloseable { zip ->
        def libraries = zip.entries().findAll { it.name.startsWith("native/") && !it.directory }
        assertThat(libraries*.name).containsExactlyInAnyOrder(*platforms.values().collect { "native/" + it.path })
        libraries.each { entry ->
            def target = unpacked.resolve(entry.name.substring("native/".length()))
            Files.createDirectories(target.parent)
            zip.getInputStream(entry).withCloseable { Files.copy(it, target) }
        }
    }
    platforms.keySet().each { assertThat(WorkResult.sha256(Path.of(file(it)))).as(it).isEqualTo(sha(it)) }
}
cases.check("each is a file of its platform") {
    platforms.each { triple, platform ->
        def bytes = new File(file(triple)).bytes
        assertThat(bytes[0..<(platform.magic.length() / 2)].collect { String.format("%02x", it) }.join()).as(triple).isEqualTo(platform.magic)
        platform.machine.each { at, value -> assertThat(bytes[at] & 0xff).as("%s, byte %d", triple, at).isEqualTo(value) }
    }
    // The place of the PE header is written at 0x3c, and the processor, 0x8664, behind its four letters.
    def dll = java.nio.ByteBuffer.wrap(new File(file("x86_64-pc-windows-gnu")).bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN)
    assertThat(dll.getShort(dll.getInt(0x3c) + 4) & 0xffff).isEqualTo(0x8664)
}
cases.check("each exports the functions that Java calls") {
    def functions = exported(host)
    assertThat(functions).containsExactlyInAnyOrder("Java_it_Tally_of", "tally_text")
    // zig exports some of the runtime's, too.
    platforms.keySet().each { assertThat(exported(it)).as(it).containsAll(functions) }
}
cases.check("this machine's is loaded by a JVM, out of the jar") {
    expected = Machine.output(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp", jar.toString(), "it.Main", text, "1")
    assertThat(expected).matches("-?\\d+").isNotEqualTo("0")
}
cases.check("the one for musl is loaded by a program of musl, and needs no other C library") {
    assertThat(lines("$tools/llvm-readobj", "--needed-libs", file("x86_64-unknown-linux-musl"))).contains("libc.so").doesNotContain("libc.so.6", "libgcc_s.so.1")
    assertThat(Machine.output(loader("musl-gcc", "load-musl"), file("x86_64-unknown-linux-musl"), text)).isEqualTo(expected)
}
cases.check("the one for Windows is loaded by a Windows program, under wine") {
    def program = loader("x86_64-w64-mingw32-gcc", "load.exe", "-static")
    def windows = { String path -> "Z:" + path.replace("/", "\\") }
    assertThat(Machine.output("env", "WINEDEBUG=-all", "WINEPREFIX=" + project.resolve("target/wine"), "sh", "-c", 'wine "$@" 2>/dev/null', "sh",
            program, windows(file("x86_64-pc-windows-gnu")), windows(text))).isEqualTo(expected)
}
cases.check("the one for Linux on AArch64 is loaded by a program under qemu") {
    def program = loader("aarch64-linux-gnu-gcc", "load-aarch64", "-ldl")
    assertThat(Machine.output("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu", program, file("aarch64-unknown-linux-gnu"), text)).isEqualTo(expected)
}
cases.check("the one for macOS names itself without a folder, has no path of this machine, and is signed as it was stripped") {
    def mac = "aarch64-apple-darwin"
    assertThat(lines("$tools/llvm-objdump", "--macho", "--dylib-id", file(mac)).last()).isEqualTo("@rpath/libtally.dylib")
    assertThat(new String(new File(file(mac)).bytes, "ISO-8859-1")).doesNotContain(project.toString(), System.getProperty("user.home") + "/")
    // Debug symbols, which name each object file by its path.
    assertThat(lines("$tools/llvm-nm", "--debug-syms", file(mac))).noneMatch { it.contains(" - ") }
    // An AArch64 Mac ends a program whose page has another hash than its signature says.
    def bytes = java.nio.ByteBuffer.wrap(new File(file(mac)).bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN)
    int command = 32
    while (bytes.getInt(command) != 0x1d) { command += bytes.getInt(command + 4) }
    int signature = bytes.getInt(command + 8)
    bytes.order(java.nio.ByteOrder.BIG_ENDIAN)
    def directory = (0..<bytes.getInt(signature + 8)).collect { signature + bytes.getInt(signature + 16 + 8 * it) }.find { bytes.getInt(it) == 0xfade0c02 as int }
    int end = bytes.getInt(directory + 32), page = 1 << bytes.get(directory + 39)
    (0..<bytes.getInt(directory + 28)).each { slot ->
        int from = slot * page, at = directory + bytes.getInt(directory + 16) + 32 * slot
        def seen = java.security.MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes.array(), from, Math.min(from + page, end)))
        assertThat(seen).as("page %d", slot).isEqualTo(Arrays.copyOfRange(bytes.array(), at, at + 32))
    }
}
def repository = project.resolve("../../it-repo/io/github/pgobolt/it/five-platforms/1.0").normalize()
cases.check("how each was made is attached beside it, and names its own digest, target, variant and the profile of the training") {
    def merged = JsonParser.parseString(Files.readString(project.resolve("target/pgo-bolt/targets/profile/manifest.json")))
            .asJsonObject.getAsJsonObject("members").getAsJsonObject("merged.profdata").get("sha256").asString
    rows.each { triple, row ->
        def read = { String ending ->
            JsonParser.parseString(Files.readString(repository.resolve("five-platforms-1.0-" + platforms[triple].attached.replaceFirst(/\.\w+$/, "-") + ending))).asJsonObject
        }
        ["provenance.intoto.json", "verdict.intoto.json"].each {
            def subject = read(it).getAsJsonArray("subject")
            assertThat(subject).as("%s of %s", it, triple).hasSize(1)
            assertThat(subject[0].asJsonObject.getAsJsonObject("digest").get("sha256").asString).as("%s of %s", it, triple).isEqualTo(sha(triple))
        }
        def built = read("provenance.intoto.json").getAsJsonObject("predicate").getAsJsonObject("buildDefinition")
        assertThat(built.getAsJsonObject("externalParameters").get("target").asString).isEqualTo(triple)
        assertThat(built.getAsJsonObject("internalParameters").get("variant").asString).as(triple).isEqualTo(row.get("variant").asString)
        def profiles = built.getAsJsonArray("resolvedDependencies").collect { it.asJsonObject }.findAll { it.get("name").asString == "merged.profdata" }
        assertThat(profiles.collect { it.getAsJsonObject("digest").get("sha256").asString }).as(triple)
                .isEqualTo(row.get("variant").asString == "pgo" ? [merged] : [])
        assertThat(read("cyclonedx.json").getAsJsonObject("metadata").getAsJsonObject("component").toString()).as(triple).contains(sha(triple), triple)
    }
}
cases.check("all are attached under os-maven-plugin's names, and installed") {
    platforms.each { triple, platform ->
        assertThat(WorkResult.sha256(repository.resolve("five-platforms-1.0-" + platform.attached))).as(triple).isEqualTo(sha(triple))
    }
}
cases.check("the report says of each what arrived, what ships, and that it was not run here") {
    assertThat(rows.keySet()).containsExactlyInAnyOrder(*(platforms.keySet() - host).toList())
    def pgo = result.rows("comparisons").find { it.get("variant").asString == "pgo" && it.get("workload").isJsonNull() }.get("verdict").asString
    rows.each { triple, row ->
        assertThat(row.get("run").asString).as(triple).isEqualTo("not run")
        assertThat(Files.size(Path.of(file(triple)))).as(triple).isEqualTo(row.get("sizeBytes").asLong)
        // A library that nothing runs here gets the profile where it is not shown to do harm.
        if (pgo == "FASTER") {
            assertThat(row.get("variant").asString).as(triple).isEqualTo("pgo")
            assertThat(row.get("profileMatch").asDouble).as(triple).isGreaterThan(triple.startsWith("x86_64") ? 0.999d : 0.4d)
            assertThat(row.get("mismatches").asInt).as(triple).isLessThanOrEqualTo(triple.startsWith("x86_64") ? 0 : 9)
        } else if (pgo == "SLOWER") {
            assertThat(row.get("variant").asString).as(triple).isEqualTo("baseline")
        }
    }
    ["report.md", "report.html"].each { name ->
        assertThat(Files.readString(result.root().resolve("report/" + name)).replace("\\_", "_")).as(name).contains(rows.keySet())
    }
}
cases.end(project)
