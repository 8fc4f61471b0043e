package io.github.pgobolt.process;

import org.apache.commons.exec.ProcessDestroyer;

/**
 * Ends a process and all that it started when this Java process is told to end, by SIGTERM, Ctrl-C or System.exit. The
 * stock destroyer ends the child alone.
 */
final class TreeDestroyer implements ProcessDestroyer {

    private final String mark;
    private Thread hook;

    TreeDestroyer(String mark) {
        this.mark = mark;
    }

    @Override
    public synchronized boolean add(Process process) {
        ProcessTree tree = new ProcessTree(process.toHandle(), mark);
        Thread thread = new Thread(tree::end, "ends process " + process.pid());
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            hook = thread;
            return true;
        } catch (IllegalStateException shuttingDown) {
            // Started after the end had begun: no hook runs for it any more.
            tree.kill();
            return false;
        }
    }

    @Override
    public synchronized boolean remove(Process process) {
        if (hook == null) {
            return false;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It runs already.
        }
        hook = null;
        return true;
    }

    @Override
    public synchronized int size() {
        return hook == null ? 0 : 1;
    }
}
