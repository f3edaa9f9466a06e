package org.chartproof.server.terminology;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.chartproof.server.encounter.Engine;
import org.chartproof.terminology.Release;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;

/** Says in the CapabilityStatement what this server codes with: a client can see there that no official files are installed. */
public final class CodeSetStatement {

    private final Supplier<Engine> engine;

    CodeSetStatement(Supplier<Engine> engine) {
        this.engine = engine;
    }

    /** Adds to the description of this installation. */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void describe(IBaseConformance statement) {
        if (statement instanceof CapabilityStatement capabilities) {
            capabilities.getImplementation().setDescription("Chartproof. " + codesWith());
        }
    }

    private String codesWith() {
        Engine loaded = engine.get();
        if (!loaded.official()) {
            return "Codes with its starter lexicon alone, a small part of ICD-10-CM: no official files are installed.";
        }
        return "Codes with "
                + loaded.codeSets().releases().stream()
                        .filter(release -> release.origin() == Release.Origin.OFFICIAL)
                        .map(release -> release.system().title() + " " + release.version() + " (in force "
                                + release.firstDay() + " to " + release.lastDay() + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
