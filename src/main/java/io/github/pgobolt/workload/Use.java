package io.github.pgobolt.workload;

/** What a workload is for. The names are what a POM says, so they are lower case. */
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
