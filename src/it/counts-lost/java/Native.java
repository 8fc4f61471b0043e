/** Loaded by two class loaders, so that the JVM has two copies of the library in memory. */
public final class Native {

    private Native() {}

    private static native long work(long n);

    public static long run(String library, long n) {
        System.load(library);
        return work(n);
    }
}
