package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** css-inline for Java: moves the rules of a page's style sheets into the style attributes of its elements. */
public final class CssInline {

    static {
        String named = System.getProperty("cssinline.library");
        System.load(named != null ? named : unpacked().toString());
    }

    private CssInline() {}

    /** A page in UTF-8 with its styles inlined, in UTF-8 too. */
    public static native byte[] inline(byte[] html);

    private static Path unpacked() {
        String library = System.mapLibraryName("cssinline_jni");
        try (InputStream in = CssInline.class.getResourceAsStream("/native/" + library)) {
            if (in == null) {
                throw new UnsatisfiedLinkError("The jar has no " + library);
            }
            Path file = Files.createTempDirectory("cssinline").resolve(library);
            Files.copy(in, file);
            file.toFile().deleteOnExit();
            file.getParent().toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
