package org.chartproof.server.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Which patient a resource is about. A Provenance and a Binary say so only by what they refer to, which is looked up once in a while. */
final class PatientOf {
    private static final List<String> ABOUT = List.of("patient", "subject", "beneficiary", "for");
    private static final int MOST_KNOWN = 20_000;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private final Function<IIdType, Optional<IBaseResource>> stored;
    private final Cache<String, String> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    /** @param stored reads a resource, empty if there is none */
    PatientOf(Function<IIdType, Optional<IBaseResource>> stored) {
        this.stored = stored;
    }

    /** The id of the patient; empty if it is about none, or about a group. */
    Optional<String> patient(IBaseResource any) {
        if (any instanceof Patient patient) {
            return Optional.ofNullable(patient.getIdElement().getIdPart());
        }
        if (any instanceof Provenance provenance) {
            // The last target of ours is the Claim, which all proofs of an encounter have in common.
            List<Reference> targets = provenance.getTarget();
            return targets.isEmpty() ? Optional.empty() : referred(targets.get(targets.size() - 1));
        }
        if (any instanceof Binary binary) {
            return binary.hasSecurityContext() ? referred(binary.getSecurityContext()) : Optional.empty();
        }
        return any instanceof Resource resource ? named(resource) : Optional.empty();
    }

    private Optional<String> referred(Reference reference) {
        return patient(reference.getReferenceElement());
    }

    /** The same of a resource that is stored, by its id. */
    Optional<String> patient(IIdType reference) {
        IIdType id = reference.toUnqualifiedVersionless();
        if (!id.hasIdPart() || !id.hasResourceType()) {
            return Optional.empty();
        }
        if (id.getResourceType().equals("Patient")) {
            return Optional.of(id.getIdPart());
        }
        String before = known.getIfPresent(id.getValue());
        if (before != null) {
            return Optional.of(before);
        }
        Optional<String> found =
                stored.apply(id).filter(Resource.class::isInstance).flatMap(resource -> named((Resource) resource));
        // What is not there yet may come, so that is not remembered.
        found.ifPresent(patient -> known.put(id.getValue(), patient));
        return found;
    }

    private static Optional<String> named(Resource resource) {
        return ABOUT.stream()
                .map(resource::getNamedProperty)
                .flatMap(Stream::ofNullable)
                .map(Property::getValues)
                .flatMap(List::stream)
                .filter(Reference.class::isInstance)
                .map(reference -> ((Reference) reference).getReferenceElement())
                .filter(reference -> "Patient".equals(reference.getResourceType()) && reference.hasIdPart())
                .map(IIdType::getIdPart)
                .findFirst();
    }
}
