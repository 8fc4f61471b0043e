package io.github.pgobolt.workload;

/** Reasons why a process that ran may leave no profile, in sentences that several messages share. */
public final class LostProfile {

    /** For a process that ended well, as far as can be seen from outside. */
    public static final String OTHER_REASONS =
            "Others that leave none: a program that exec replaced before its end, and one that may"
                    + " not write there when it ends, for a chroot, another user, a read-only file system, a limit on files"
                    + " (ulimit -f, ulimit -n), seccomp or Landlock. Let it keep the work folder until its end; for training, go without"
                    + " what shuts it out.";

    private LostProfile() {}
}
