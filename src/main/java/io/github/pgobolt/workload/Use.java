package io.github.pgobolt.workload;

/** The purpose of a workload. The names are those used in a POM, so they are lower case. */
public enum Use {
    train,
    evaluate,
    both;

    public boolean trains() {
        return this != evaluate;
    }

    public boolean evaluates() {
        return this != train;
    }
}
