package org.chartproof.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.chartproof.hl7.send.ControlIds;
import org.chartproof.hl7.send.FileMessage;
import org.chartproof.hl7.send.MessageFile;

/** The messages of files, one file in memory at a time. */
final class MessageStream implements Iterator<FileMessage> {

    private final Iterator<Path> files;
    private final boolean whole;
    private final Optional<ControlIds> ids;
    private final PrintStream err;
    private final Queue<FileMessage> read = new ArrayDeque<>();
    private long skipped;

    /**
     * @param whole each file is one message, whatever it holds
     * @param ids new ones for each message; empty to leave them
     */
    MessageStream(List<Path> files, boolean whole, Optional<ControlIds> ids, PrintStream err) {
        this.files = files.iterator();
        this.whole = whole;
        this.ids = ids;
        this.err = err;
    }

    @Override
    public boolean hasNext() {
        while (read.isEmpty() && files.hasNext()) {
            read(files.next());
        }
        return !read.isEmpty();
    }

    private void read(Path file) {
        try {
            read.addAll(whole ? List.of(MessageFile.whole(file)) : MessageFile.messages(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
        }
        if (read.isEmpty()) {
            skipped++;
            err.println("chartproof: " + file + " holds no message; skipped");
        }
    }

    @Override
    public FileMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FileMessage message = read.remove();
        return ids.map(one -> message.with(one.renew(message.content()))).orElse(message);
    }

    /** Files so far that held no message. */
    long skipped() {
        return skipped;
    }
}
