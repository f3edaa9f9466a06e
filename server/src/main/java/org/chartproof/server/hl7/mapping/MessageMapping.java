package org.chartproof.server.hl7.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.Mapping;
import org.chartproof.hl7.map.MessageMapper;
import org.chartproof.hl7.map.Warning;
import org.chartproof.hl7.message.Message;
import org.chartproof.hl7.message.MessageReader;
import org.chartproof.hl7.message.Reading;
import org.chartproof.server.hl7.lane.MessageWork;
import org.chartproof.server.hl7.ledger.CrashPoint;
import org.chartproof.server.hl7.ledger.Ledger;
import org.chartproof.server.hl7.ledger.MessageState;
import org.chartproof.server.hl7.ledger.Reason;
import org.chartproof.server.hl7.ledger.Received;
import org.chartproof.server.hl7.workspace.EventStamp;
import org.chartproof.server.hl7.workspace.MessageProvenance;
import org.chartproof.server.hl7.workspace.StoredWorkspace;
import org.chartproof.server.hl7.workspace.Workspaces;
import org.chartproof.server.hl7.workspace.Written;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Maps a message and stores its resources, its search keys and its new state in one transaction. */
public final class MessageMapping implements MessageWork {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Feeds feeds;
    private final MessageReader reader;
    private final MessageMapper mapper;
    private final Workspaces workspaces;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final MappingListener listener;

    /** Settings of feeds by name. */
    public interface Feeds {
        /** The settings of a feed; those of a standard one where it is no longer configured. */
        Feed named(String name);
    }

    public MessageMapping(
            Feeds feeds,
            MessageReader reader,
            MessageMapper mapper,
            Workspaces workspaces,
            Ledger ledger,
            PlatformTransactionManager transactions,
            MappingListener listener) {
        this.feeds = feeds;
        this.reader = reader;
        this.mapper = mapper;
        this.workspaces = workspaces;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.listener = listener;
    }

    private record Result(MessageState state, List<Warning> warnings) {}

    @Override
    public Ending map(Received received, Runnable keepLane) {
        Result result = Objects.requireNonNull(transaction.execute(status -> {
            keepLane.run();
            CrashPoint.TAKEN.reached();
            Result ended = map(received);
            CrashPoint.WRITTEN.reached();
            return ended;
        }));
        CrashPoint.COMMITTED.reached();
        listener.ended(received, result.state(), result.warnings());
        return result.state() == MessageState.DEAD ? Ending.DEAD : Ending.DONE;
    }

    private Result map(Received received) {
        Feed feed = feeds.named(received.feed());
        Reading reading = reader.read(received.raw(), feed.charset());
        if (reading instanceof Reading.Unreadable unreadable) {
            return bury(received, unreadable(unreadable), List.of());
        }
        Message message = ((Reading.Read) reading).message();
        SearchKeys keys = SearchKeys.of(message);
        ledger.searchable(received.id(), "patient", keys.patients());
        ledger.searchable(received.id(), "visit", keys.visits());
        StoredWorkspace workspace = workspaces.open();
        Mapping mapping = mapper.map(message, feed, workspace);
        if (mapping instanceof Mapping.Unmappable unmappable) {
            return bury(received, reason(unmappable), workspace.warnings());
        }
        if (mapping instanceof Mapping.StoredOnly) {
            return finish(received, MessageState.KEPT, workspace.warnings(), List.of());
        }
        CrashPoint.MAPPED.reached();
        EventStamp stamp = new EventStamp(RecordedTime.of(message, feed, received.receivedAt()), received.id());
        List<Written> written = workspaces.write(
                workspace,
                stamp,
                new MessageProvenance(
                        received.id(), received.feed(), MessageMapper.event(message), received.receivedAt()));
        return finish(received, MessageState.DONE, workspace.warnings(), written);
    }

    static Reason unreadable(Reading.Unreadable unreadable) {
        return new Reason(
                "unreadable",
                "",
                unreadable.reason(),
                "Ask the sender for a well-formed message, or send an edited copy.");
    }

    static Reason reason(Mapping.Unmappable unmappable) {
        return new Reason(unmappable.code(), unmappable.place(), unmappable.reason(), unmappable.hint());
    }

    private Result bury(Received received, Reason reason, List<Warning> warnings) {
        List<Warning> all = withReuse(received, warnings);
        ledger.bury(received.id(), reason, json(all));
        return new Result(MessageState.DEAD, all);
    }

    private Result finish(Received received, MessageState state, List<Warning> warnings, List<Written> written) {
        List<Warning> all = withReuse(received, warnings);
        ledger.finish(received.id(), state, json(all), json(written));
        return new Result(state, all);
    }

    private static List<Warning> withReuse(Received received, List<Warning> warnings) {
        if (!received.reused()) {
            return warnings;
        }
        List<Warning> all = new ArrayList<>(warnings);
        all.add(new Warning(
                "MSH[1]-10", "control-id-reused", "The sender used this control id before, for another message."));
        return all;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts are JSON", e);
        }
    }
}
