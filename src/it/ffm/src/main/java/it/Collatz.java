package it;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Calls Rust through the foreign-function API: no JNI, no generated code. */
public final class Collatz {

    private Collatz() {}

    public static void main(String[] arguments) throws Throwable {
        SymbolLookup library = SymbolLookup.libraryLookup(Path.of(System.getProperty("collatz.library")), Arena.global());
        MethodHandle longest = Linker.nativeLinker().downcallHandle(
                library.find("collatz_longest").orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        System.out.println(Runtime.version().feature() >= 22);
        System.out.println((long) longest.invokeExact(Long.parseLong(arguments[0])));
    }
}
