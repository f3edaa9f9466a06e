package org.chartproof.hl7.map;

import java.util.Optional;
import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.message.Message;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The mapping of one message under way: what every part of it needs.
 *
 * @param types converters of data types, for this message
 */
public record Translation(Message message, Feed feed, Workspace workspace, DataTypes types) {

    /** Begins the mapping of a message. */
    public static Translation of(Message message, Feed feed, Workspace workspace) {
        return new Translation(
                message,
                feed,
                workspace,
                DataTypes.of(message, feed, (place, code, text) -> workspace.warn(new Warning(place, code, text))));
    }

    /** The same with other segments: one of several groups that came in a message. */
    public Translation with(Message part) {
        return new Translation(part, feed, workspace, types);
    }

    /** When that which the message tells happened: EVN-6, else EVN-2, else MSH-7. */
    public Optional<DateTimeType> eventTime() {
        return EventTime.occurred(message)
                .flatMap(field -> types.times().dateTime(field.value(), field.place()).stream())
                .findFirst();
    }

    /** Notes what was odd and did not hinder the mapping. */
    public void warn(String place, String code, String text) {
        workspace.warn(new Warning(place, code, text));
    }

    /** The identity that an identifier stands for. */
    public static Identity identity(Class<? extends Resource> type, Identifier identifier) {
        return new Identity(type.getSimpleName(), identifier.getSystem(), identifier.getValue());
    }

    /** A reference to a resource of the workspace. */
    public static Reference reference(Resource resource) {
        return new Reference(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }
}
