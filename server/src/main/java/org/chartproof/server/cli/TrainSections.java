package org.chartproof.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chartproof.coding.section.SectionTopic;
import org.chartproof.coding.section.SectionTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chartproof train-sections}: trains the classifier of parts of notes that have no header. */
@Command(
        name = "train-sections",
        description =
                "Trains the section classifier on labelled parts of notes: rows of {\"section\": ..., \"text\": ...}.",
        mixinStandardHelpOptions = true)
final class TrainSections implements Callable<Integer> {
    private static final int FOLDS = 5;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "The training texts, a JSON object a line.")
    private Path data = Path.of(".");

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where to write the model.")
    private Path output = Path.of(".");

    @Option(
            names = "--cross-validate",
            description = "Say first how well models trained on four fifths do on the other fifth.")
    private boolean crossValidate;

    @Override
    public Integer call() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<SectionTrainer.Example> examples = new ArrayList<>();
        for (String line : Files.readAllLines(data)) {
            JsonNode row = json.readTree(line);
            examples.add(new SectionTrainer.Example(
                    SectionTopic.ofLabel(row.path("section").asText()),
                    row.path("text").asText()));
        }
        SectionTrainer trainer = new SectionTrainer();
        if (crossValidate) {
            System.out.printf(
                    Locale.ROOT,
                    "%d-fold cross-validation: %.3f right%n",
                    FOLDS,
                    trainer.crossValidate(examples, FOLDS));
        }
        try (OutputStream file = Files.newOutputStream(output)) {
            trainer.write(examples, file);
        }
        System.out.printf("%d texts, %s: %d bytes%n", examples.size(), output, Files.size(output));
        return 0;
    }
}
