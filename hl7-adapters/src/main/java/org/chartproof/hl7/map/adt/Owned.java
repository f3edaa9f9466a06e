package org.chartproof.hl7.map.adt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartproof.hl7.map.Identity;
import org.chartproof.hl7.map.ResourceId;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.Systems;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a patient or a visit has, and senders give no identifier to: a diagnosis, an insurance, a relative. It is known by its owner and by what tells it apart from others of the same
 * owner, as an identifier of ours that holds a hash of the latter. When owners are merged, what one had is known under the other as well: an old message that comes again finds it.
 */
public final class Owned {

    private static final String SYSTEM = Systems.OWN + "owned-";

    private Owned() {}

    /**
     * The identity of something that is owned.
     *
     * @param key what tells it apart from others of the same type and owner
     */
    public static Identity identity(Class<? extends Resource> type, Resource owner, String key) {
        return identity(type.getSimpleName(), owner, hash(type.getSimpleName(), key));
    }

    /**
     * Finds or makes something that is owned, and shows by what it is known.
     *
     * @param key what tells it apart from others of the same type and owner
     */
    public static <T extends Resource> T open(Translation translation, Class<T> type, Resource owner, String key) {
        T resource = translation.workspace().open(type, identity(type, owner, key));
        if (hash(resource).isEmpty()) {
            resource.setProperty(
                    "identifier",
                    new Identifier().setSystem(system(type.getSimpleName())).setValue(hash(type.getSimpleName(), key)));
        }
        return resource;
    }

    /** Makes something known under another owner too; what that one has already stays known under it. */
    static void share(Translation translation, Resource resource, Resource owner) {
        hash(resource).map(hash -> identity(resource.fhirType(), owner, hash)).ifPresent(identity -> {
            if (translation.workspace().find(resource.getClass(), identity).isEmpty()) {
                translation.workspace().alias(identity, resource);
            }
        });
    }

    private static Identity identity(String type, Resource owner, String hash) {
        return new Identity(type, system(type), owner.getIdElement().getIdPart() + "/" + hash);
    }

    private static String system(String type) {
        return SYSTEM + type.toLowerCase(Locale.ROOT);
    }

    private static String hash(String type, String key) {
        return ResourceId.of(new Identity(type, system(type), key));
    }

    private static Optional<String> hash(Resource resource) {
        List<Base> identifiers = resource.getNamedProperty("identifier").getValues();
        return identifiers.stream()
                .map(Identifier.class::cast)
                .filter(one -> system(resource.fhirType()).equals(one.getSystem()))
                .map(Identifier::getValue)
                .findFirst();
    }
}
