package org.chartproof.terminology;

/**
 * A terminology file that is there and cannot be used: cut off, not what its name says, of another year than the files beside it.
 * Nothing is coded from it; the message names the file and says what to do.
 */
public final class BrokenInstallation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * @param file name of the file, with the archive that holds it where there is one
     * @param problem what is wrong with it
     * @param remedy what the person who installs the files does about it
     */
    public BrokenInstallation(String file, String problem, String remedy) {
        super(file + ": " + problem + ". " + remedy);
        this.file = file;
    }

    /**
     * @param file name of the file, with the archive that holds it where there is one
     * @param problem what is wrong with it
     * @param remedy what the person who installs the files does about it
     * @param cause what the reader met
     */
    public BrokenInstallation(String file, String problem, String remedy, Throwable cause) {
        super(file + ": " + problem + ". " + remedy, cause);
        this.file = file;
    }

    /** The file that is broken. */
    public String file() {
        return file;
    }
}
