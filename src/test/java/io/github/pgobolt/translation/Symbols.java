package io.github.pgobolt.translation;

import java.util.Map;
import java.util.TreeMap;

/** Symbols as rustc makes them, and what they read. */
final class Symbols {

    final Map<String, String> readable = new TreeMap<>();

    /** A v0 symbol of a function; its crate is named by one word and an id. */
    String function(String crate, String id, String name) {
        String symbol = "_RNvCs" + id + "_" + crate.length() + crate + name.length() + name;
        readable.put(symbol, crate + "::" + name);
        return symbol;
    }

    /** A symbol of the old mangling, which names no crate by an id. */
    String legacy(String name, String hash) {
        String symbol = "_ZN3dep" + name.length() + name + "17h" + hash.repeat(16) + "E";
        readable.put(symbol, "dep::" + name);
        return symbol;
    }
}
