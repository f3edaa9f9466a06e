package org.chartproof.hl7;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which: dependencies point one way. */
@AnalyzeClasses(packages = "org.chartproof.hl7", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HL7 = "org.chartproof.hl7.";

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching(HL7 + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theSettingsOfAFeedKnowNobody = classes()
            .that()
            .resideInAPackage(HL7 + "feed")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(HL7 + "feed", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule framingNeverLooksIntoAMessage = classes()
            .that()
            .resideInAPackage(HL7 + "mllp")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    HL7 + "mllp",
                    HL7 + "feed",
                    "java..",
                    "javax.net.ssl..",
                    "javax.security.auth.x500..",
                    "jdk.net..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule noParserStandsBetweenASenderAndItsAnswer = classes()
            .that()
            .resideInAPackage(HL7 + "ack")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(HL7 + "ack", HL7 + "feed", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule messagesKnowNeitherFhirNorFeedNorSocket = noClasses()
            .that()
            .resideInAPackage(HL7 + "message")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HL7 + "map..", HL7 + "mllp", HL7 + "ack", HL7 + "out", "org.hl7.fhir..", "java.net..");

    @ArchTest
    static final ArchRule mappingKnowsNoTransport = noClasses()
            .that()
            .resideInAPackage(HL7 + "map..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HL7 + "mllp", HL7 + "ack", HL7 + "out");

    @ArchTest
    static final ArchRule dataTypesAndTablesKnowNoWorkspace = noClasses()
            .that()
            .resideInAnyPackage(HL7 + "map.datatype", HL7 + "map.vocabulary", HL7 + "table")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HL7 + "map");

    @ArchTest
    static final ArchRule nothingKnowsADatabaseAWebServerOrCoding = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "jakarta.persistence..",
                    "javax.persistence..",
                    "org.hibernate..",
                    "java.sql..",
                    "javax.sql..",
                    "org.chartproof.coding..",
                    "org.chartproof.terminology..",
                    "org.chartproof.server..");

    @ArchTest
    static final ArchRule theParserIsKnownToMessagesAlone = noClasses()
            .that()
            .resideOutsideOfPackage(HL7 + "message")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ca.uhn.hl7v2..");
}
