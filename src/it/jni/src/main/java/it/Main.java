package it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Digests a file some times over and prints the result: {@code Main <file> <times> [exit|halt]}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        byte[] text = Files.readAllBytes(Path.of(arguments[0]));
        ByteBuffer buffer = ByteBuffer.allocateDirect(text.length).put(text);
        long sum = 0;
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            sum = sum * 31 + WordStat.digest(buffer, text.length);
        }
        System.out.println(Long.toHexString(sum));
        System.out.flush();
        String ending = arguments.length > 2 ? arguments[2] : "";
        if (ending.equals("exit")) {
            System.exit(0);
        } else if (ending.equals("halt")) {
            Runtime.getRuntime().halt(0);
        }
    }
}
