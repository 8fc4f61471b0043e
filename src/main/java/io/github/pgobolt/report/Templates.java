package io.github.pgobolt.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * FreeMarker as both reports use it: inserted values are escaped for the format, and nothing depends on the machine's
 * locale.
 */
final class Templates {

    private Templates() {}

    static String html(String name, Map<String, Object> model) {
        return render(HTMLOutputFormat.INSTANCE, name, model);
    }

    static String markdown(String name, Map<String, Object> model) {
        return render(MarkdownFormat.INSTANCE, name, model);
    }

    private static String render(OutputFormat format, String name, Map<String, Object> model) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(Templates.class, "");
        configuration.setLocalizedLookup(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setOutputFormat(format);
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        try {
            Template template = configuration.getTemplate(name);
            StringWriter out = new StringWriter();
            template.process(model, out);
            return out.toString();
        } catch (IOException | TemplateException e) {
            throw new Failure(
                    Failure.Kind.TOOL,
                    "The report's template " + name + " failed, which is a fault of the plugin: " + e.getMessage()
                            + ". report.json holds the same facts; please report this with it.",
                    e);
        }
    }
}
