package org.chartproof.server.encounter;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chartproof.coding.Coder;
import org.chartproof.coding.CodingEngine;
import org.chartproof.server.config.ChartproofConfig;
import org.chartproof.server.status.StatusSection;
import org.chartproof.server.status.StatusSection.Line;
import org.chartproof.server.status.StatusSection.Tone;
import org.chartproof.server.status.Version;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.CodeSets;
import org.chartproof.terminology.Once;
import org.chartproof.terminology.Release;
import org.chartproof.terminology.Release.Origin;
import org.chartproof.terminology.Terminology;
import org.chartproof.terminology.hcc.RiskModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on the code sets of this site.
 *
 * @param coder codes
 * @param codeSets what it codes with
 * @param risks risk groups of this site; read when first asked for
 */
public record Engine(Coder coder, CodeSets codeSets, Supplier<RiskModels> risks) {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Reads the installed code sets; the starter code set is always there. */
    public static Engine open(ChartproofConfig config) {
        Path directory = config.terminology().directory();
        Path cache = config.dataDirectory().resolve("terminology-cache");
        CodeSets codeSets = Terminology.open(directory, Optional.of(cache), LOG::info);
        CodingEngine coder = new CodingEngine(codeSets, Version.current());
        newest(codeSets).ifPresent(coder::warmUp);
        Engine engine = new Engine(coder, codeSets, Once.of(() -> risks(directory)));
        if (!engine.official()) {
            LOG.warn(
                    "No official ICD-10-CM files under {}: coding with the starter lexicon alone. Put the year's files there"
                            + " as CMS or CDC publish them and start again.",
                    directory);
        }
        return engine;
    }

    /** Nothing is coded by them, so that a file that can't be read keeps nothing from being coded. */
    private static RiskModels risks(Path directory) {
        try {
            return Terminology.riskModels(directory, LOG::info);
        } catch (BrokenInstallation e) {
            LOG.warn("The work list tells of no risk groups: {}", e.getMessage());
            return RiskModels.none();
        }
    }

    /** A day of the newest release that has words of its own to prepare. */
    private static Optional<LocalDate> newest(CodeSets codeSets) {
        return codeSets.releases().stream()
                .filter(release -> release.origin() == Origin.OFFICIAL)
                .map(Release::firstDay)
                .max(LocalDate::compareTo)
                .or(() -> codeSets.releases().stream().map(Release::firstDay).findFirst());
    }

    /** Every loaded code set, the newest official release first, the starter code set last. */
    List<CodeSet> newestFirst() {
        return codeSets.releases().stream()
                .sorted(Comparator.comparing(Release::origin)
                        .thenComparing(Release::firstDay, Comparator.reverseOrder()))
                .flatMap(release -> codeSets.on(release.system(), release.lastDay()).stream())
                .distinct()
                .toList();
    }

    /** Whether a publisher's own files are installed. */
    public boolean official() {
        return codeSets.releases().stream().anyMatch(release -> release.origin() == Origin.OFFICIAL);
    }

    StatusSection section() {
        List<Line> lines = new ArrayList<>();
        for (Release release : codeSets.releases()) {
            lines.add(new Line(
                    release.system().title() + " " + release.version(),
                    "in force " + release.firstDay() + " to " + release.lastDay()));
        }
        if (!official()) {
            lines.add(new Line(
                    "Official files",
                    "none installed: the starter lexicon alone is coded with, a small part of ICD-10-CM",
                    Tone.ATTENTION));
        }
        return new StatusSection("Code sets", lines);
    }
}
