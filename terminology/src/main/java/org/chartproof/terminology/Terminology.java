package org.chartproof.terminology;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.chartproof.terminology.file.PublishedFiles;
import org.chartproof.terminology.hcc.RiskModels;
import org.chartproof.terminology.icd10cm.Icd10cmReleases;
import org.chartproof.terminology.lexicon.Lexicon;
import org.chartproof.terminology.lexicon.LexiconSource;
import org.chartproof.terminology.lexicon.StarterCodeSet;

/** The way in: every code set that a site has, by release. */
public final class Terminology {

    private Terminology() {}

    /**
     * Loads every official release whose files are installed, and the starter code set beside them.
     *
     * @param directory holds the publishers' files, in archives or unpacked, at most four folders deep; need not exist
     * @param cacheDirectory where built releases are kept for the next start; empty: every start reads the publishers' files
     * @param progress told in a sentence what takes time or was passed over
     * @throws BrokenInstallation if an installed file cannot be used: nothing is coded from half a release
     */
    public static CodeSets open(Path directory, Optional<Path> cacheDirectory, Consumer<String> progress) {
        LexiconSource lexicon = LexiconSource.own();
        List<CodeSet> official = new Icd10cmReleases(lexicon, cacheDirectory, progress).load(directory);
        return new CodeSets(official).and(StarterCodeSet.RELEASE, () -> StarterCodeSet.of(lexicon.get()));
    }

    /**
     * The risk groups whose files are installed.
     *
     * @param directory as above
     * @param progress told of archives that were passed over
     * @throws BrokenInstallation if an installed file of risk groups cannot be used
     */
    public static RiskModels riskModels(Path directory, Consumer<String> progress) {
        return RiskModels.load(PublishedFiles.in(directory, progress));
    }

    /** The starter code set alone, as on a site that has installed nothing. */
    public static CodeSets starter() {
        return new CodeSets(List.of(StarterCodeSet.of(Lexicon.own())));
    }
}
