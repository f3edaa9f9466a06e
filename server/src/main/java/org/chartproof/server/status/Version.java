package org.chartproof.server.status;

/** Which Chartproof this is. */
public final class Version {
    private Version() {}

    /** @return the version of the running server, such as {@code 0.1.0} */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
