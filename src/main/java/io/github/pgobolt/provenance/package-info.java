/**
 * What a release says of itself: in-toto statements about the file that ships, and a bill of materials. The model and
 * its JSON; nothing here is signed.
 *
 * <p>In: names, digests and settings, given by the caller, and the variables of a CI system. Out: JSON text, the same
 * bytes for the same input. Touches: nothing.
 */
package io.github.pgobolt.provenance;
