import java.nio.file.Files
import java.nio.file.Path

// What a reader of the page would do: the POM as it stands there, in a folder with the sources of src/it/jni.
def root = basedir.toPath().resolve('../../..').normalize()
def page = Files.readString(root.resolve('src/site/markdown/start-java-library.md'))
def poms = (page =~ /(?s)```xml\n(<\?xml.*?<\/project>\n)```/).collect { it[1] }
assert poms.size() == 2
// The third has no workload.
[plain: poms[0], run: poms[1], tests: poms[0].replaceAll('(?s) *<workloads>.*</workloads>\n', '')].each { name, pom ->
    def folder = basedir.toPath().resolve(name + '-first')
    ['src/main', 'data'].each { copy(root.resolve('src/it/jni').resolve(it), folder.resolve(it)) }
    copy(basedir.toPath().resolve('src/test'), folder.resolve('src/test'))
    // The sample's classes are in another package than the page's.
    Files.writeString(folder.resolve('pom.xml'), pom.replace('com.example.Main', 'it.Main'))
}
return true

def copy(Path from, Path to) {
    Files.walk(from).withCloseable { files ->
        files.filter { Files.isRegularFile(it) && !from.relativize(it).toString().contains('target/') }.forEach {
            def target = to.resolve(from.relativize(it).toString())
            Files.createDirectories(target.parent)
            Files.copy(it, target)
        }
    }
}
