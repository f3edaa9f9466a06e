package org.chartproof.server.cli;

import picocli.CommandLine.Command;

/** {@code chartproof user}: who may sign in at the embedded authorization server. */
@Command(
        name = "user",
        description = "Who may sign in. A running server sees the change at once.",
        mixinStandardHelpOptions = true,
        subcommands = {UserAdd.class, UserRemove.class, UserList.class})
final class UserCommand {}
