package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Inlines every page of a folder some times over, and prints one sum over all results: {@code Inline <folder> <times>}. */
public final class Inline {

    private Inline() {}

    public static void main(String[] arguments) throws IOException {
        List<byte[]> pages = new ArrayList<>();
        try (var files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.sorted().toList()) {
                pages.add(Files.readAllBytes(file));
            }
        }
        CRC32 sum = new CRC32();
        long bytes = 0;
        for (int times = Integer.parseInt(arguments[1]); times > 0; times--) {
            for (byte[] page : pages) {
                byte[] inlined = CssInline.inline(page);
                sum.update(inlined);
                bytes += inlined.length;
            }
        }
        System.out.printf("%d pages, %d bytes, %08x%n", pages.size(), bytes, sum.getValue());
    }
}
