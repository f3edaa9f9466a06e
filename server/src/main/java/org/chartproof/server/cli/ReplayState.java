package org.chartproof.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.chartproof.hl7.send.FileMessage;

/**
 * How far a replay has come: one line with the path of the file below the folder and how many of its messages are done. It is written anew after each message, so a replay that was
 * killed sends at most the one message again that was under way.
 */
final class ReplayState {

    private final Path file;
    private final Path folder;
    private Optional<Position> position;

    /**
     * @param path below the folder
     * @param messages of it that are done
     * @param last whether these are all
     */
    private record Position(Path path, int messages, boolean last) {}

    private ReplayState(Path file, Path folder, Optional<Position> position) {
        this.file = file;
        this.folder = folder;
        this.position = position;
    }

    /**
     * Reads a state; an absent file is the state before the first message.
     *
     * @throws IOException if the file can't be read, or holds something else
     */
    static ReplayState read(Path file, Path folder) throws IOException {
        if (!Files.exists(file)) {
            return new ReplayState(file, folder, Optional.empty());
        }
        String[] cells = Files.readString(file).strip().split("\t", -1);
        if (cells.length != 3 || !cells[0].matches("\\d{1,9}") || !cells[1].matches("all|of-more")) {
            throw new IOException(
                    file + " is no state of a replay: it holds no line of count, all or of-more, and path");
        }
        return new ReplayState(
                file,
                folder,
                Optional.of(new Position(Path.of(cells[2]), Integer.parseInt(cells[0]), cells[1].equals("all"))));
    }

    /** Whether a file of the folder is done with. */
    boolean isDone(Path one) {
        return position.map(at -> {
                    int order = folder.relativize(one).compareTo(at.path());
                    return order < 0 || (order == 0 && at.last());
                })
                .orElse(false);
    }

    /** Whether a file is the one that this state is kept in. */
    boolean isKeptIn(Path one) {
        return one.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize());
    }

    /** Those of the messages that are not done. */
    Iterator<FileMessage> rest(Iterator<FileMessage> messages) {
        Optional<Position> begun = position;
        return new Iterator<>() {
            private final List<FileMessage> ahead = new ArrayList<>(1);

            @Override
            public boolean hasNext() {
                while (ahead.isEmpty() && messages.hasNext()) {
                    FileMessage message = messages.next();
                    if (!isDone(message)) {
                        ahead.add(message);
                    }
                }
                return !ahead.isEmpty();
            }

            private boolean isDone(FileMessage message) {
                return begun.filter(at -> folder.relativize(message.file()).equals(at.path()))
                        .map(at -> message.number() <= at.messages())
                        .orElse(false);
            }

            @Override
            public FileMessage next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ahead.remove(0);
            }
        };
    }

    /** A message is done: that is on disk before the next one is sent. */
    void done(FileMessage message) {
        Position now = new Position(folder.relativize(message.file()), message.number(), message.last());
        position = Optional.of(now);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(
                    next, now.messages() + "\t" + (now.last() ? "all" : "of-more") + "\t" + now.path() + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the state can't be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
