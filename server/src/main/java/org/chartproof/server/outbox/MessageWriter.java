package org.chartproof.server.outbox;

import ca.uhn.fhir.context.FhirContext;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.chartproof.hl7.ack.Stamp;
import org.chartproof.hl7.out.BillingDestination;
import org.chartproof.hl7.out.BillingDestination.Kind;
import org.chartproof.hl7.out.BillingMessages;
import org.chartproof.hl7.out.FinalCoding;
import org.chartproof.hl7.out.OutboundMessage;
import org.hl7.fhir.r4.model.Claim;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the message of something that is to be told, once, from the claim as it stands then. */
final class MessageWriter {

    private static final int RADIX = 36;
    private static final long RANDOM_IDS = 36L * 36 * 36 * 36 * 36 * 36 * 36;

    private final Outbox outbox;
    private final Claims claims;
    private final FhirContext fhir;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final TransactionTemplate transaction;

    MessageWriter(
            Outbox outbox,
            Claims claims,
            FhirContext fhir,
            InstantSource clock,
            RandomGenerator random,
            PlatformTransactionManager transactions) {
        this.outbox = outbox;
        this.claims = claims;
        this.fhir = fhir;
        this.clock = clock;
        this.random = random;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Writes it and keeps it; takes out what is not final after all, or has nothing to say. */
    void write(Parcel parcel, BillingDestination destination) {
        transaction.executeWithoutResult(status -> {
            if (!outbox.lock(parcel.id())) {
                return;
            }
            Optional<Claim> told = outbox.told(destination.name(), parcel.kind(), parcel.claim())
                    .map(json -> fhir.newJsonParser().parseResource(Claim.class, json));
            Optional<FinalCoding> coding = claims.coding(parcel.claim(), destination, told.isPresent());
            Optional<OutboundMessage> message = coding.flatMap(one -> message(parcel, destination, one, told));
            if (message.isEmpty()) {
                outbox.drop(parcel.id());
            } else {
                String json = fhir.newJsonParser()
                        .encodeResourceToString(coding.orElseThrow().claim());
                outbox.write(parcel.id(), message.get(), json);
            }
        });
    }

    private Optional<OutboundMessage> message(
            Parcel parcel, BillingDestination destination, FinalCoding coding, Optional<Claim> told) {
        BillingMessages messages = new BillingMessages(destination.addressing());
        // With a random part: a database made anew counts from 1 again, and a receiver would take its messages for ones
        // that it has.
        String controlId = (Long.toString(RANDOM_IDS + random.nextLong(RANDOM_IDS), RADIX) + "-"
                        + Long.toString(parcel.id(), RADIX))
                .toUpperCase(Locale.ROOT);
        OffsetDateTime now =
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        Stamp stamp = new Stamp(controlId, now);
        return parcel.kind() == Kind.BAR
                ? Optional.of(messages.account(coding, told, stamp))
                : messages.charges(coding, told, stamp);
    }
}
