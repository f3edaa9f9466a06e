package org.chartproof.hl7.map.billing;

import java.util.Optional;
import org.chartproof.hl7.map.Translation;
import org.chartproof.hl7.map.datatype.DataTypes;
import org.chartproof.hl7.message.Segment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;

/** DRG as an extension of the visit: R4 has no element for it outside of claims. */
final class DrgMapping {

    /** Of Encounter; with code, assigned, approved and outlier inside. */
    static final String URL = "https://chartproof.org/fhir/StructureDefinition/encounter-drg";

    private static final String MS_DRG = "http://terminology.hl7.org/CodeSystem/v2-0055";

    private DrgMapping() {}

    static void map(Translation translation, Segment drg, Encounter encounter) {
        if (drg.field(1).isRemoval()) {
            encounter.getExtension().removeIf(one -> URL.equals(one.getUrl()));
            return;
        }
        DataTypes types = translation.types();
        types.codes().concept(drg.field(1).first(), MS_DRG).ifPresent(code -> {
            Extension extension = new Extension(URL);
            extension.addExtension("code", code);
            types.times()
                    .dateTime(drg.value(2), drg.place(2))
                    .ifPresent(time -> extension.addExtension("assigned", time));
            approval(drg).ifPresent(approved -> extension.addExtension("approved", approved));
            types.codes()
                    .concept(drg.field(5).first(), "http://terminology.hl7.org/CodeSystem/v2-0083")
                    .ifPresent(outlier -> extension.addExtension("outlier", outlier));
            encounter.getExtension().removeIf(one -> URL.equals(one.getUrl()));
            encounter.addExtension(extension);
        });
    }

    private static Optional<BooleanType> approval(Segment drg) {
        String sent = drg.value(3).orElse("");
        return sent.equalsIgnoreCase("Y") || sent.equalsIgnoreCase("N")
                ? Optional.of(new BooleanType(sent.equalsIgnoreCase("Y")))
                : Optional.empty();
    }
}
