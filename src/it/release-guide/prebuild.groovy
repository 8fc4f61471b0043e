import java.nio.file.Files
import java.nio.file.Path

// The sources of src/it/jni, and the POM as the two pages have it: the whole one of the page for Java with the additions of the guide.
def root = basedir.toPath().resolve('../../..').normalize()
def page = { Files.readString(root.resolve('src/site/markdown').resolve(it)) }
def xml = { text -> (text =~ /(?s)```xml\n(.*?)```/).collect { it[1] } }
def poms = xml(page('start-java-library.md')).findAll { it.startsWith('<?xml') }
assert poms.size() == 2
def section = page('release.md').split(/\n(?=## )/).find { it.startsWith('## From clone to jar\n') }
def additions = xml(section)
assert additions.size() == 1
// The sample's classes are in another package than the page's.
def pom = poms[1].replace('com.example.Main', 'it.Main')
['properties', 'plugins'].each { element ->
    def inner = (additions[0] =~ "(?s)<$element>(.*?)\n *</$element>")[0][1]
    assert pom.count("<$element>") == 1
    pom = pom.replace("<$element>", "<$element>" + inner)
}
def project = basedir.toPath().resolve('project')
['src/main', 'data'].each { copy(root.resolve('src/it/jni').resolve(it), project.resolve(it)) }
Files.writeString(project.resolve('pom.xml'), pom)
Files.writeString(project.resolve('.gitignore'), 'target/\n')
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
