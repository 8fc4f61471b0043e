/**
 * Output for others: the profile archive, and the files attached to the project.
 *
 * <p>In: records and files of the work folder. Out: a zip that is identical byte for byte for the same profile, and
 * attached artifacts. Touches: Maven's project, and the zip in the work folder.
 */
package io.github.pgobolt.artifact;
