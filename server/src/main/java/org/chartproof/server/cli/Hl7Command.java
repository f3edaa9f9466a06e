package org.chartproof.server.cli;

import picocli.CommandLine.Command;

/** {@code chartproof hl7}: a sender of HL7 v2 messages, to try out feeds of this server or of any other. */
@Command(
        name = "hl7",
        description = "Sends HL7 v2 messages to a receiver over MLLP, and tells what was answered.",
        mixinStandardHelpOptions = true,
        subcommands = {Hl7Send.class, Hl7Replay.class})
final class Hl7Command {}
