package org.chartproof.coding;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.chartproof.coding", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theEngineNeedsTheTerminologyAndThePlatformAlone = classes()
            .that()
            .resideOutsideOfPackage("org.chartproof.coding.document..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.chartproof.coding..",
                    "org.chartproof.terminology",
                    "java.io..",
                    "java.lang..",
                    "java.nio..",
                    "java.security..",
                    "java.time..",
                    "java.util..",
                    // The section classifier.
                    "opennlp.tools..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule documentsAreReadWithTheirLibrariesAndNoMore = classes()
            .that()
            .resideInAPackage("org.chartproof.coding.document..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.chartproof.coding.document..",
                    "java..",
                    "javax.swing.text..",
                    "javax.xml..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "org.apache.pdfbox..",
                    "org.jsoup..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule stepsFollowEachOther =
            slices().matching("org.chartproof.coding.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule earlierStepsKnowNothingOfLaterOnes = classes()
            .that()
            .resideInAnyPackage("..coding.token..", "..coding.section..", "..coding.sentence..", "..coding.assertion..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "..coding.mention..",
                    "..coding.candidate..",
                    "..coding.guideline..",
                    "..coding.confidence..",
                    "org.chartproof.terminology..");
}
