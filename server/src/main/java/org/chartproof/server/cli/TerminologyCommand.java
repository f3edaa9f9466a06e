package org.chartproof.server.cli;

import picocli.CommandLine.Command;

/** {@code chartproof terminology}: the official code set files of this site. */
@Command(
        name = "terminology",
        description = {
            "Installs official code set files, lists what is installed, compares two releases.",
            "Known are: ICD-10-CM (tabular, index, external cause index, drug and neoplasm tables, order file, list of codes, POA"
                    + " exempt list, conversion table), ICD-10-PCS (order file, tables, index), HCPCS Level II, CMS-HCC mappings."
        },
        mixinStandardHelpOptions = true,
        subcommands = {TerminologyInstall.class, TerminologyList.class, TerminologyDiff.class})
final class TerminologyCommand {}
