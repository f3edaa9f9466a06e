package org.chartproof.server.hl7.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Reason;
import org.chartproof.server.hl7.ledger.Received;
import org.chartproof.server.hl7.workspace.Draft;
import org.chartproof.server.hl7.workspace.EventStamp;
import org.chartproof.server.hl7.workspace.StoredWorkspace;
import org.chartproof.server.hl7.workspace.Workspaces;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Maps messages on what is stored now, and stores nothing. */
public final class Rehearsals {

    private final MessageMapping.Feeds feeds;
    private final MessageReader reader;
    private final MessageMapper mapper;
    private final Workspaces workspaces;
    private final TransactionTemplate transaction;

    public Rehearsals(
            MessageMapping.Feeds feeds,
            MessageReader reader,
            MessageMapper mapper,
            Workspaces workspaces,
            PlatformTransactionManager transactions) {
        this.feeds = feeds;
        this.reader = reader;
        this.mapper = mapper;
        this.workspaces = workspaces;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What mapping a stored message again would do. */
    public Rehearsal of(Received message) {
        return of(feeds.named(message.feed()), message.raw(), message.receivedAt(), message.id());
    }

    /** What a message would do that came now. */
    public Rehearsal of(Feed feed, byte[] raw, Instant now) {
        return of(feed, raw, now, Long.MAX_VALUE);
    }

    private Rehearsal of(Feed feed, byte[] raw, Instant receivedAt, long number) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                return rehearse(feed, raw, receivedAt, number);
            } catch (RuntimeException e) {
                Reason reason = Faults.explain(e).reason();
                return Rehearsal.dead(reason, List.of());
            }
        }));
    }

    private Rehearsal rehearse(Feed feed, byte[] raw, Instant receivedAt, long number) {
        Reading reading = reader.read(raw, feed.charset());
        if (reading instanceof Reading.Unreadable unreadable) {
            return Rehearsal.dead(MessageMapping.unreadable(unreadable), List.of());
        }
        Message message = ((Reading.Read) reading).message();
        StoredWorkspace workspace = workspaces.open();
        Mapping mapping = mapper.map(message, feed, workspace);
        if (mapping instanceof Mapping.Unmappable unmappable) {
            return Rehearsal.dead(MessageMapping.reason(unmappable), workspace.warnings());
        }
        if (mapping instanceof Mapping.StoredOnly) {
            return new Rehearsal(MessageState.KEPT, Optional.empty(), List.of(), workspace.warnings());
        }
        EventStamp stamp = new EventStamp(RecordedTime.of(message, feed, receivedAt), number);
        List<Draft> drafts = workspace.drafts(stamp);
        return new Rehearsal(MessageState.DONE, Optional.empty(), drafts, workspace.warnings());
    }
}
