package it;

/** Found by java.library.path. */
public final class Collatz {

    static {
        System.loadLibrary("collatz");
    }

    private Collatz() {}

    static native long longest(long below);

    public static void main(String[] arguments) {
        System.out.println(longest(Long.parseLong(arguments[0])));
    }
}
