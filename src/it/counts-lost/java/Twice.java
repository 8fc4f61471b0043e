import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** As two web applications in one server do, each with the library that it unpacked. */
public final class Twice {

    private Twice() {}

    public static void main(String[] arguments) throws Exception {
        Path library = Path.of(arguments[0]);
        URL classes = Twice.class.getProtectionDomain().getCodeSource().getLocation();
        for (long n : new long[] {10_000_000, 100}) {
            Path copy = Files.createTempFile("twice", ".so");
            Files.write(copy, Files.readAllBytes(library));
            try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
                System.out.println(loader.loadClass("Native").getMethod("run", String.class, long.class)
                        .invoke(null, copy.toString(), n));
            } finally {
                Files.delete(copy);
            }
        }
    }
}
