package org.chartproof.server.authserver.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartproof.server.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The users as the file has them now: who is added may sign in, who is taken out is out when their access token ends. */
public final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final UserFile file;
    private Map<String, UserAccount> users = Map.of();
    private Optional<State> readAs = Optional.empty();

    public Users(UserFile file) {
        this.file = file;
        // Now, so that a broken file is told at the start.
        refresh();
    }

    /** The user of a name. */
    public synchronized Optional<UserAccount> find(String name) {
        try {
            refresh();
        } catch (ConfigurationException e) {
            LOG.warn("The users stay as they were: {}", e.getMessage());
        }
        return Optional.ofNullable(users.get(name));
    }

    /** All of them, in the order of the file. */
    public synchronized List<UserAccount> all() {
        refresh();
        return List.copyOf(users.values());
    }

    /**
     * The user of a name as the sign-in sees one.
     *
     * @throws UsernameNotFoundException if there is none
     */
    public UserDetails required(String name) {
        return find(name).map(Users::details).orElseThrow(() -> new UsernameNotFoundException("no such user"));
    }

    /** A user as the sign-in sees one. */
    public static UserDetails details(UserAccount user) {
        return new User(
                user.name(),
                user.passwordHash().reveal(),
                AuthorityUtils.createAuthorityList(
                        user.roles().stream().map(role -> "ROLE_" + role.name()).toList()));
    }

    private synchronized void refresh() {
        Optional<State> now = state();
        if (!now.equals(readAs)) {
            users = file.read();
            readAs = now;
        }
    }

    /** What tells one state of the file from another: it is replaced as a whole, so even within one tick of the clock it is another file. */
    private record State(FileTime changedAt, long size, String key) {}

    private Optional<State> state() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return Optional.of(
                    new State(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
