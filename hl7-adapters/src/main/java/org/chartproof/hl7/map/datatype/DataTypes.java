package org.chartproof.hl7.map.datatype;

import org.chartproof.hl7.feed.Feed;
import org.chartproof.hl7.message.Message;

/** The converters for one message: they share the settings of its feed, the authority it falls back on, and where oddities are noted. */
public record DataTypes(
        Times times,
        Systems systems,
        Identifiers identifiers,
        Codes codes,
        Names names,
        Addresses addresses,
        Contacts contacts,
        Quantities quantities) {

    /** The converters for a message of a feed. */
    public static DataTypes of(Message message, Feed feed, Remarks remarks) {
        Times times = new Times(feed.zone(), remarks);
        Systems systems = new Systems(feed.systems(), message.header());
        Codes codes = new Codes(feed.systems(), remarks);
        return new DataTypes(
                times,
                systems,
                new Identifiers(systems, times),
                codes,
                new Names(codes, times),
                new Addresses(codes, times),
                new Contacts(codes),
                new Quantities(codes, remarks));
    }
}
