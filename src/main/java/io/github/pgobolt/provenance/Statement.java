package io.github.pgobolt.provenance;

import com.google.gson.annotations.SerializedName;
import java.util.List;

/**
 * An in-toto Statement v1: something said of files that are named by their digests.
 *
 * @param type always {@link #TYPE}
 * @param subject the files
 * @param predicateType the URI that says what the predicate means
 * @param predicate what is said
 */
public record Statement(
        @SerializedName("_type") String type, List<Resource> subject, String predicateType, Object predicate) {

    public static final String TYPE = "https://in-toto.io/Statement/v1";

    /** Returns the statement how a file was built. */
    public static Statement of(Resource subject, SlsaProvenance predicate) {
        return new Statement(TYPE, List.of(subject), "https://slsa.dev/provenance/v1", predicate);
    }

    /** Returns the statement how a file was checked. */
    public static Statement of(Resource subject, TestResult predicate) {
        return new Statement(TYPE, List.of(subject), "https://in-toto.io/attestation/test-result/v0.1", predicate);
    }

    /** Returns the statement how fast a file was measured to be; no published predicate has numbers of that kind. */
    public static Statement of(Resource subject, MeasuredVerdict predicate) {
        return new Statement(TYPE, List.of(subject), Documentation.VERDICT, predicate);
    }
}
