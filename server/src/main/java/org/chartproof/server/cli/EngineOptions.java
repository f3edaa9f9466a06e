package org.chartproof.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.chartproof.coding.CodingEngine;
import org.chartproof.coding.confidence.Confidence;
import org.chartproof.server.status.Version;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.Terminology;
import picocli.CommandLine.Option;

/** The options of commands that code without a server. */
final class EngineOptions {
    @Option(
            names = "--terminology",
            paramLabel = "FOLDER",
            defaultValue = "data/terminology",
            description =
                    "Folder with the official code set files (default: ${DEFAULT-VALUE}); without them the starter"
                            + " lexicon is coded with.")
    private Path terminology = Path.of("data/terminology");

    @Option(
            names = "--terminology-cache",
            paramLabel = "FOLDER",
            defaultValue = "data/terminology-cache",
            description = "Where read code sets are kept for the next time (default: ${DEFAULT-VALUE}).")
    private Path cache = Path.of("data/terminology-cache");

    CodingEngine engine() {
        return engine(codeSets());
    }

    CodingEngine engine(CodeSets codeSets) {
        return new CodingEngine(codeSets, Version.current());
    }

    /** An engine that reports codes however unsure it is, as the fitting of its confidence needs it. */
    CodingEngine engineReportingAll() {
        return new CodingEngine(codeSets(), Version.current(), Confidence.reportingAll());
    }

    CodeSets codeSets() {
        CodeSets codeSets = Terminology.open(
                terminology, Optional.of(cache), message -> System.err.println("chartproof: " + message));
        boolean official =
                codeSets.releases().stream().anyMatch(release -> release.origin() == Release.Origin.OFFICIAL);
        if (!official) {
            System.err.println("chartproof: no official ICD-10-CM files under " + terminology
                    + ": coding with the starter lexicon alone");
        }
        return codeSets;
    }
}
