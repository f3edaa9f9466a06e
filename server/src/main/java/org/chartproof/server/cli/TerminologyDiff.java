package org.chartproof.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.install.CodeComparison;
import org.chartproof.terminology.install.InstalledRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chartproof terminology diff}: what changed from one release to another. */
@Command(
        name = "diff",
        description = {
            "Compares two installed releases: codes added, codes deleted, titles revised.",
            "Exit code: 0, or 1 if a release is not installed."
        },
        mixinStandardHelpOptions = true)
final class TerminologyDiff implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "The older release, e.g. 2026 or 2026-04; 'chartproof terminology list' names them.")
    private String older = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The newer release.")
    private String newer = "";

    @Option(
            names = "--system",
            paramLabel = "SYSTEM",
            defaultValue = "ICD-10-CM",
            description =
                    "Of which system: ICD-10-CM (default), ICD-10-PCS, \"HCPCS Level II\", CMS-HCC (categories in place of"
                            + " titles).")
    private String system = "ICD-10-CM";

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Mixin
    private final TerminologyOptions options = new TerminologyOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            List<InstalledRelease> releases = options.releases();
            CodeComparison comparison = CodeComparison.of(
                    release(releases, older).codes(), release(releases, newer).codes());
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(comparison));
            } else {
                print(comparison, out);
            }
            out.flush();
            return 0;
        } catch (BrokenInstallation e) {
            spec.commandLine().getErr().println("chartproof: " + e.getMessage());
            return 1;
        }
    }

    private InstalledRelease release(List<InstalledRelease> releases, String version) {
        Optional<InstalledRelease> found = releases.stream()
                .filter(release -> release.system().equalsIgnoreCase(system)
                        && release.version().equals(version))
                .findFirst();
        return found.orElseThrow(() -> new BrokenInstallation(
                system + " " + version,
                "is not installed in " + options.folder(),
                "See 'chartproof terminology list', and 'chartproof terminology install' for more"));
    }

    private static void print(CodeComparison comparison, PrintWriter out) {
        comparison.added().forEach(code -> out.println("+ " + code.code() + "  " + code.title()));
        comparison.deleted().forEach(code -> out.println("- " + code.code() + "  " + code.title()));
        for (CodeComparison.Revised code : comparison.revised()) {
            out.println("~ " + code.code() + "  " + code.before() + "\n    now: " + code.after());
        }
        out.printf(
                "%,d added, %,d deleted, %,d revised%n",
                comparison.added().size(),
                comparison.deleted().size(),
                comparison.revised().size());
    }
}
