package io.github.pgobolt.check;

/** What is taken out of the file that ships. The names are what a POM says, so they are lower case. */
public enum Stripping {
    /** Nothing. */
    none,
    /** Debug information; symbols and what backtraces name functions by stay. */
    debuginfo,
    /** Debug information and all symbols but the dynamic ones. */
    symbols
}
