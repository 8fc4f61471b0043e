package it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A program that behaves as its argument says. */
public final class Trouble {

    private Trouble() {}

    public static void main(String[] arguments) throws Exception {
        Path library = Path.of(System.getProperty("wordstat.library"));
        switch (arguments[0]) {
            case "load-only" -> System.load(library.toString());
            case "never-loads" -> System.out.println("nothing to do");
            case "other-copy" -> {
                Path other = Files.createDirectories(Path.of("target/elsewhere")).resolve(library.getFileName()).toAbsolutePath();
                Files.copy(Path.of("target/plain").resolve(library.getFileName()), other, StandardCopyOption.REPLACE_EXISTING);
                System.setProperty("wordstat.library", other.toString());
                work();
            }
            case "crash" -> {
                work();
                var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
                field.setAccessible(true);
                Object unsafe = field.get(null);
                unsafe.getClass().getMethod("putAddress", long.class, long.class).invoke(unsafe, 0L, 0L);
            }
            case "hang" -> {
                work();
                Thread.sleep(Long.MAX_VALUE);
            }
            case "exit" -> {
                work();
                System.exit(0);
            }
            case "halt" -> {
                work();
                Runtime.getRuntime().halt(0);
            }
            case "TERM", "KILL" -> {
                work();
                new ProcessBuilder("sh", "-c", "kill -s " + arguments[0] + " " + ProcessHandle.current().pid()).inheritIO().start();
                Thread.sleep(30_000);
            }
            default -> work();
        }
    }

    private static void work() {
        byte[] text = "let x = (42 + 1999);".repeat(500).getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocateDirect(text.length).put(text);
        System.out.println(WordStat.digest(buffer, text.length));
    }
}
