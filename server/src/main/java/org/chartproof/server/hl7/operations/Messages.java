package org.chartproof.server.hl7.operations;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.chartproof.server.hl7.ledger.Archive;
import org.chartproof.server.hl7.ledger.Arrival;
import org.chartproof.server.hl7.ledger.Deposit;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.LedgerWriter;
import org.chartproof.server.hl7.ledger.MessageDetails;
import org.chartproof.server.hl7.ledger.MessageFilter;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.MessageSummary;
import org.chartproof.server.hl7.mapping.Rehearsal;
import org.chartproof.server.hl7.mapping.Rehearsals;
import org.chartproof.server.hl7.operations.Hl7Access.Administrator;

/** What an administrator does with stored messages. Each act is kept with who did it. */
public final class Messages {

    private final Archive archive;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Rehearsals rehearsals;
    private final Arrivals arrivals;
    private final Runnable wakeWorkers;
    private final InstantSource clock;

    /** Makes arrivals of bytes that a person entered. */
    public interface Arrivals {
        /** An arrival that is to be mapped, whatever the feed would have said at its door. */
        Arrival entered(String feed, byte[] raw, Instant now, long copyOf);
    }

    public Messages(
            Archive archive,
            Ledger ledger,
            LedgerWriter writer,
            Rehearsals rehearsals,
            Arrivals arrivals,
            Runnable wakeWorkers,
            InstantSource clock) {
        this.archive = archive;
        this.ledger = ledger;
        this.writer = writer;
        this.rehearsals = rehearsals;
        this.arrivals = arrivals;
        this.wakeWorkers = wakeWorkers;
        this.clock = clock;
    }

    /** Messages, the newest first; {@code before} is the last of the page before. */
    public List<MessageSummary> search(MessageFilter filter, OptionalLong before, int most) {
        return archive.search(filter, before, most);
    }

    /** How many messages are meant. */
    public long count(MessageFilter filter) {
        return archive.count(filter);
    }

    /** How many dead letters there are, by the kind of their reason; the most frequent first. */
    public Map<String, Long> deadByReason() {
        return archive.deadByReason();
    }

    /** One message with its content; the view is kept. */
    public Optional<MessageDetails> view(long id, Administrator who) {
        Optional<MessageDetails> found = archive.find(id);
        if (found.isPresent()) {
            archive.note(OptionalLong.of(id), who.name(), "view", "");
        }
        return found;
    }

    /** Maps a message again. Answers whether it is there and was not waiting anyway. */
    public boolean retry(long id, Administrator who) {
        boolean waits = archive.mapAgain(id);
        if (waits) {
            archive.note(OptionalLong.of(id), who.name(), "retry", "");
            wakeWorkers.run();
        }
        return waits;
    }

    /** Maps all dead letters again that are dead for the same kind of reason. Answers how many. */
    public int retryAlike(String reasonCode, Administrator who) {
        return mapAgain(
                archive.numbers(MessageFilter.deadFor(reasonCode), Integer.MAX_VALUE), "retry", reasonCode, who);
    }

    /** Maps messages again, the oldest first. Answers how many; those that are waiting anyway don't count. */
    public int replay(MessageFilter filter, int most, Administrator who) {
        return mapAgain(archive.numbers(filter, most), "replay", "by filter", who);
    }

    private int mapAgain(List<Long> ids, String what, String detail, Administrator who) {
        int count = 0;
        for (long id : ids) {
            if (archive.mapAgain(id)) {
                archive.note(OptionalLong.of(id), who.name(), what, detail);
                count++;
            }
        }
        wakeWorkers.run();
        return count;
    }

    /**
     * What a message would do if it were mapped again.
     *
     * @param message   as in a list
     * @param rehearsal what would come of it
     */
    public record Prospect(MessageSummary message, Rehearsal rehearsal) {}

    /** What a replay would change, each message on what is stored now. Stores nothing; the view of content is kept. */
    public List<Prospect> prospects(MessageFilter filter, int most, Administrator who) {
        List<Prospect> prospects = new ArrayList<>();
        for (long id : archive.numbers(filter, most)) {
            archive.find(id).ifPresent(found -> ledger.find(id).ifPresent(received -> {
                prospects.add(new Prospect(found.summary(), rehearsals.of(received)));
                archive.note(OptionalLong.of(id), who.name(), "view", "dry run of a replay");
            }));
        }
        return prospects;
    }

    /** Takes a dead letter off the list. Answers whether it was one. */
    public boolean discard(long id, String reason, Administrator who) {
        boolean discarded = archive.discard(id);
        if (discarded) {
            archive.note(OptionalLong.of(id), who.name(), "discard", reason);
        }
        return discarded;
    }

    /** What came of an edited copy. */
    public sealed interface Edit {
        /** It is stored and will be mapped; the original is kept, and off the list of dead letters. */
        record Accepted(long id) implements Edit {}

        /** Nothing was stored. */
        record Refused(String reason) implements Edit {}
    }

    /**
     * Puts an edited copy in the place of a message that is dead or was refused.
     *
     * @param raw    the copy
     * @param reason why, for the history of both
     */
    public Edit editedCopy(long id, byte[] raw, String reason, Administrator who) {
        Optional<MessageDetails> original = archive.find(id);
        if (original.isEmpty()) {
            return new Edit.Refused("There is no such message.");
        }
        MessageState state = original.get().summary().state();
        if (state != MessageState.DEAD && state != MessageState.REFUSED) {
            return new Edit.Refused(
                    "Only a dead letter or a refused message is edited; this one is " + state.column() + ".");
        }
        if (Arrays.equals(raw, original.get().raw())) {
            return new Edit.Refused("Nothing was changed: retry the message instead.");
        }
        Deposit deposit = writer.store(arrivals.entered(original.get().summary().feed(), raw, clock.instant(), id));
        if (!(deposit instanceof Deposit.Stored stored)) {
            return new Edit.Refused("The database does not take it now; try again.");
        }
        archive.discard(id);
        archive.note(OptionalLong.of(id), who.name(), "edit", "copy " + stored.id() + ": " + reason);
        archive.note(OptionalLong.of(stored.id()), who.name(), "edit", "of " + id + ": " + reason);
        return new Edit.Accepted(stored.id());
    }
}
