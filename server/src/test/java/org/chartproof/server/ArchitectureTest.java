package org.chartproof.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which: dependencies point one way. */
@AnalyzeClasses(packages = "org.chartproof.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SERVER = "org.chartproof.server.";

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching(SERVER + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theConfigurationKnowsNobodyButTheSettingsOfAFeed = classes()
            .that()
            .resideInAPackage(SERVER + "config..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    SERVER + "config..",
                    "org.chartproof.hl7.feed..",
                    "org.chartproof.hl7.mllp..",
                    "org.chartproof.hl7.out..",
                    "org.chartproof.hl7.table..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule stepsOfAFeedFormNoCircles =
            slices().matching(SERVER + "hl7.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule stepsOfAnEhrFormNoCircles =
            slices().matching(SERVER + "ehr.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theDatabaseKnowsTheConfigurationAlone = noClasses()
            .that()
            .resideInAPackage(SERVER + "database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVER + "fhir..", SERVER + "status..", SERVER + "cli..", "org.springframework.boot..");

    @ArchTest
    static final ArchRule theFhirInterfaceKnowsNothingOfCoding = noClasses()
            .that()
            .resideInAPackage(SERVER + "fhir..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.chartproof.coding..", "org.chartproof.terminology..");

    @ArchTest
    static final ArchRule nobodyKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(SERVER + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER + "cli..");
}
