// The foreign-function API is final from JDK 22 on (JEP 454).
def homes = [System.getenv('JAVA_HOME'), System.getProperty('java.home')].findAll().collect { new File(it) }
homes.addAll(new File('/usr/lib/jvm').listFiles() ?: [])
homes.addAll(System.getenv().findAll { it.key ==~ /JAVA_HOME_\d+.*/ }.collect { new File(it.value) })
def found = homes.any { home ->
    def release = new File(home, 'release')
    def version = release.file ? (release.text =~ /JAVA_VERSION="(\d+)/) : null
    version && version[0][1].toInteger() >= 22 && new File(home, 'bin/javac').exists()
}
if (!found) {
    println 'ffm is skipped: it needs a JDK 22 or newer below /usr/lib/jvm, or named by JAVA_HOME_<version>_X64'
}
return found
