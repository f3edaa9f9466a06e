package org.chartproof.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.install.InstalledRelease;
import org.chartproof.terminology.install.InstalledRelease.InstalledFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chartproof terminology list}: what is installed. */
@Command(
        name = "list",
        description = {
            "Lists the releases that are installed: system, release, dates of service, counts, files with their checksums.",
            "Each release is loaded as the server would load it, so what is listed is what works. A file that was changed since it"
                    + " was installed is marked."
        },
        mixinStandardHelpOptions = true)
final class TerminologyList implements Callable<Integer> {
    @Mixin
    private final TerminologyOptions options = new TerminologyOptions();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<InstalledRelease> releases;
        try {
            releases = options.releases();
        } catch (BrokenInstallation e) {
            spec.commandLine().getErr().println("chartproof: " + e.getMessage());
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(releases));
        } else if (releases.isEmpty()) {
            out.println("No official code sets under " + options.folder() + ": the starter lexicon is coded with.");
        } else {
            releases.forEach(release -> print(release, out));
        }
        out.flush();
        return 0;
    }

    private static void print(InstalledRelease release, PrintWriter out) {
        String from = release.firstDay().map(day -> "  from " + day).orElse("");
        String to = release.lastDay().map(day -> " to " + day).orElse("");
        out.printf("%s %s%s%s%n  %s%n", release.system(), release.version(), from, to, release.counts());
        for (InstalledFile file : release.files()) {
            out.printf(
                    "  %s  sha-256 %s%s%n",
                    file.name(), file.sha256(), file.changed() ? "  CHANGED since it was installed" : "");
        }
    }

    private static String asJson(List<InstalledRelease> releases) throws JsonProcessingException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (InstalledRelease release : releases) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("system", release.system());
            one.put("version", release.version());
            release.firstDay().ifPresent(day -> one.put("firstDay", day.toString()));
            release.lastDay().ifPresent(day -> one.put("lastDay", day.toString()));
            one.put("counts", release.counts());
            one.put("files", release.files());
            all.add(one);
        }
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }
}
