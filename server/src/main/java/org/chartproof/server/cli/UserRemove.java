package org.chartproof.server.cli;

import java.util.concurrent.Callable;
import org.chartproof.server.authserver.user.UserFile;
import org.chartproof.server.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code chartproof user remove}: takes a user out. */
@Command(
        name = "remove",
        description =
                "Takes a user out. Whoever is signed in is out when their access token ends, in ten minutes at most.",
        mixinStandardHelpOptions = true)
final class UserRemove implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What they sign in with.")
    private String name = "";

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Override
    public Integer call() {
        if (!new UserFile(options.load().signIn().users()).remove(name)) {
            throw new ConfigurationException("There is no user " + name);
        }
        return 0;
    }
}
