package io.github.pgobolt.mojo.config;

import java.io.File;
import java.util.List;

/**
 * A {@code <subject>} of the POM. Maven sets the fields; null means that the goal's own parameter of that name applies.
 */
public class SubjectConfig {

    /** Unique name; used for its folder below the work folder and as the start of its classifiers. */
    String name;

    /** The crate's Cargo.toml. */
    File manifestPath;

    /** The package of a workspace; set by {@link #setPackage}, since a field cannot have this name. */
    private String packageName;

    /** The executable; or {@code lib}. */
    String bin;

    /** The library; or {@code bin}. */
    String lib;

    /** Cargo features to switch on. */
    List<String> features;

    /** Its workloads. */
    List<WorkloadConfig> workloads;

    /** The folder that the file that ships is copied to. */
    File copyTo;

    /** Whether {@code copyTo} gets a subfolder for the platform. */
    Boolean copyWithPlatformDir;

    /** The system property that gets the library's path. */
    String libraryProperty;

    /** The stored profile to build with. */
    String storedProfile;

    public void setPackage(String value) {
        packageName = value;
    }

    public String name() {
        return name;
    }

    public File manifestPath() {
        return manifestPath;
    }

    public String packageName() {
        return packageName;
    }

    public String bin() {
        return bin;
    }

    public String lib() {
        return lib;
    }

    public List<String> features() {
        return features;
    }

    public List<WorkloadConfig> workloads() {
        return workloads;
    }

    public File copyTo() {
        return copyTo;
    }

    public Boolean copyWithPlatformDir() {
        return copyWithPlatformDir;
    }

    public String libraryProperty() {
        return libraryProperty;
    }

    public String storedProfile() {
        return storedProfile;
    }
}
