package it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Adds up a file some times over and prints the result: {@code Main <file> <times>}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        byte[] text = Files.readAllBytes(Path.of(arguments[0]));
        ByteBuffer buffer = ByteBuffer.allocateDirect(text.length).put(text);
        long total = 0;
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            total = total * 31 + Tally.of(buffer, text.length);
        }
        System.out.println(total);
    }
}
