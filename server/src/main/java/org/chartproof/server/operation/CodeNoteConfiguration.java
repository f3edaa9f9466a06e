package org.chartproof.server.operation;

import org.chartproof.server.encounter.ChartCoder;
import org.chartproof.server.encounter.ChartStore;
import org.chartproof.server.encounter.Engine;
import org.chartproof.server.fhir.FhirProvider;
import org.chartproof.server.startup.Background;
import org.chartproof.server.writeback.Route;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@code $code-note} into the server. */
@Configuration(proxyBeanMethods = false)
public class CodeNoteConfiguration {

    @Bean
    FhirProvider codeNoteProvider(ChartStore store, ChartCoder coder, Route.Bands bands, Background<Engine> engine) {
        return new FhirProvider(new CodeNoteProvider(
                store::chart,
                store::document,
                coder,
                bands,
                engine.get().coder().version()));
    }
}
