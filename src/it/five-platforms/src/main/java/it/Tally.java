package it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the Rust library does, for Java, on each platform that the jar has a library for. */
public final class Tally {

    static {
        System.load(locate().toString());
    }

    private Tally() {}

    /** What all lines of a text come to, which is in a direct buffer. */
    public static native long of(ByteBuffer text, int length);

    /** The file to load: one that is named, as by pgo-bolt, else the one for this platform, unpacked from the jar. */
    private static Path locate() {
        String named = System.getProperty("tally.library");
        return named != null ? Path.of(named) : unpack(System.mapLibraryName("tally"));
    }

    private static Path unpack(String library) {
        try {
            String resource = "/native/" + platform() + "/" + library;
            InputStream in = Tally.class.getResourceAsStream(resource);
            if (in == null) {
                throw new UnsatisfiedLinkError("This jar has no library for this platform: " + resource);
            }
            Path file = Files.createTempDirectory("tally").resolve(library);
            try (in) {
                Files.copy(in, file);
            }
            file.toFile().deleteOnExit();
            file.getParent().toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + library, e);
        }
    }

    /** JNA's names of platforms, and one more for musl: linux-x86-64, linux-x86-64-musl, darwin-aarch64, win32-x86-64. */
    private static String platform() throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String family = os.startsWith("mac") ? "darwin" : os.startsWith("win") ? "win32" : "linux";
        boolean musl = family.equals("linux") && Files.readString(Path.of("/proc/self/maps")).contains("/ld-musl-");
        return family + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x86-64" : arch) + (musl ? "-musl" : "");
    }
}
