package it;

/** Loads the library that the property names, and works with it. */
public final class Load {

    private Load() {}

    static native long work(long n);

    public static void main(String[] arguments) {
        System.load(System.getProperty("suspect.library"));
        System.out.println(work(Long.parseLong(arguments[0])) + work(3));
    }
}
