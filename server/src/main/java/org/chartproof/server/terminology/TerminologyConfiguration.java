package org.chartproof.server.terminology;

import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.rp.r4.CodeSystemResourceProvider;
import java.time.LocalDate;
import java.time.ZoneId;
import org.chartproof.server.encounter.Engine;
import org.chartproof.server.fhir.FhirInterceptor;
import org.chartproof.server.fhir.FhirInterceptor.Place;
import org.chartproof.server.fhir.FhirProvider;
import org.chartproof.server.startup.Background;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;

/** Puts the terminology operations into the server. */
@Configuration(proxyBeanMethods = false)
public class TerminologyConfiguration {

    @Bean
    DatedCodeSets datedCodeSets(Background<Engine> engine) {
        return new DatedCodeSets(() -> engine.get().codeSets(), () -> LocalDate.now(ZoneId.systemDefault()));
    }

    /** The first person who types should not wait for the words to be sorted; nor should the start of the server. */
    @Bean
    ApplicationListener<ContextRefreshedEvent> searchWarmUp(DatedCodeSets codeSets) {
        return event -> {
            Thread thread = new Thread(codeSets::warmUp, "code-search");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        };
    }

    @Bean
    CodeSystemOperations codeSystemOperations(DatedCodeSets codeSets, CodeSystemResourceProvider others) {
        return new CodeSystemOperations(codeSets, others);
    }

    @Bean
    FhirProvider codeSystemProvider(CodeSystemOperations operations) {
        return new FhirProvider(operations);
    }

    @Bean
    FhirProvider valueSetProvider(
            DatedCodeSets codeSets, CodeSystemOperations codeSystem, ValueSetOperationProvider others) {
        return new FhirProvider(new ValueSetOperations(codeSets, codeSystem, others));
    }

    @Bean
    FhirInterceptor codeSetStatement(Background<Engine> engine) {
        return new FhirInterceptor(new CodeSetStatement(engine::get), Place.REST);
    }
}
