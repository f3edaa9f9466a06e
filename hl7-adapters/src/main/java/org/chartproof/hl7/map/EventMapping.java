package org.chartproof.hl7.map;

/** What messages of an event mean in FHIR. One for each event, or one for several that mean the same. */
@FunctionalInterface
public interface EventMapping {

    /** Maps a message of the event: changes resources of the translation's workspace. */
    Mapping map(Translation translation);
}
