package io.github.pgobolt.mojo;

import io.github.pgobolt.base.GoalForm;
import org.apache.maven.plugin.logging.Log;

/** Maven's log, with the goals in every line as they are typed in this folder. */
record FormedLog(Log maven, GoalForm goals) implements Log {

    private String of(CharSequence content) {
        return content == null ? null : goals.in(content.toString());
    }

    @Override
    public boolean isDebugEnabled() {
        return maven.isDebugEnabled();
    }

    @Override
    public void debug(CharSequence content) {
        maven.debug(of(content));
    }

    @Override
    public void debug(CharSequence content, Throwable error) {
        maven.debug(of(content), error);
    }

    @Override
    public void debug(Throwable error) {
        maven.debug(error);
    }

    @Override
    public boolean isInfoEnabled() {
        return maven.isInfoEnabled();
    }

    @Override
    public void info(CharSequence content) {
        maven.info(of(content));
    }

    @Override
    public void info(CharSequence content, Throwable error) {
        maven.info(of(content), error);
    }

    @Override
    public void info(Throwable error) {
        maven.info(error);
    }

    @Override
    public boolean isWarnEnabled() {
        return maven.isWarnEnabled();
    }

    @Override
    public void warn(CharSequence content) {
        maven.warn(of(content));
    }

    @Override
    public void warn(CharSequence content, Throwable error) {
        maven.warn(of(content), error);
    }

    @Override
    public void warn(Throwable error) {
        maven.warn(error);
    }

    @Override
    public boolean isErrorEnabled() {
        return maven.isErrorEnabled();
    }

    @Override
    public void error(CharSequence content) {
        maven.error(of(content));
    }

    @Override
    public void error(CharSequence content, Throwable error) {
        maven.error(of(content), error);
    }

    @Override
    public void error(Throwable error) {
        maven.error(error);
    }
}
