package it;

/** The same by a dylib of Rust. */
public final class Chains {

    static {
        System.loadLibrary("chains");
    }

    private Chains() {}

    static native long longest(long below);

    public static void main(String[] arguments) {
        System.out.println(longest(Long.parseLong(arguments[0])));
    }
}
