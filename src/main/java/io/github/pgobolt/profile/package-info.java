/**
 * A profile that is stored for later builds: an archive in a Maven repository, or a folder in a source tree.
 *
 * <p>In: a manifest and the files that it names; or an archive or folder from anywhere, which is not trusted. Out: an
 * archive with the same bytes for the same profile, or a folder; the manifest and files of one that was read, or a
 * failure that names what is wrong with it. Touches: the archive or folder that it writes, and the folder that a
 * profile is unpacked into. Starts no process.
 *
 * <p>Zip is read by commons-compress and not by java.util.zip: that one hides whether a member is a link.
 */
package io.github.pgobolt.profile;
