package it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** What the Rust library does, for Java. */
public final class WordStat {

    private static final String LIBRARY = System.mapLibraryName("wordstat");

    static {
        System.load(locate().toString());
    }

    private WordStat() {}

    /** A number that depends on every token of the text, a direct buffer. */
    public static native long digest(ByteBuffer text, int length);

    /** The file that was loaded, for tests. */
    public static Path locate() {
        // The property lets a developer, and pgo-bolt, run these classes with another build of the library.
        String named = System.getProperty("wordstat.library");
        return named != null ? Path.of(named) : Unpacked.FILE;
    }

    /** The library out of the jar, unpacked once a process. */
    private static final class Unpacked {
        private static final Path FILE = unpack();

        private static Path unpack() {
            String resource = "/native/" + platform() + "/" + LIBRARY;
            try (InputStream in = WordStat.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new UnsatisfiedLinkError("This jar has no library for this platform: " + resource);
                }
                // A folder of its own, for this user alone: a name in /tmp that others could foresee they could also take.
                Path folder = Files.createTempDirectory("wordstat");
                Path file = folder.resolve(LIBRARY);
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                file.toFile().deleteOnExit();
                folder.toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot unpack " + resource, e);
            }
        }

        /** JNA's names of platforms: linux-x86-64, darwin-aarch64, win32-x86-64. */
        private static String platform() {
            String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
            String family = os.startsWith("mac") ? "darwin" : os.startsWith("win") ? "win32" : "linux";
            return family + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x86-64" : arch);
        }
    }
}
