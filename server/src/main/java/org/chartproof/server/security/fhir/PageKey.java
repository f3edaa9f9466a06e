package org.chartproof.server.security.fhir;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The key by which links to pages are signed: made up once in the database, so that each node accepts the links of the others. */
final class PageKey implements Supplier<byte[]> {
    private final DataSource dataSource;
    private volatile byte[] key = new byte[0];

    PageKey(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public byte[] get() {
        if (key.length == 0) {
            key = read();
        }
        return key;
    }

    private byte[] read() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT page_key FROM cp_page_key");
                ResultSet found = select.executeQuery()) {
            if (found.next()) {
                return found.getBytes(1);
            }
            throw new IllegalStateException("The table cp_page_key is empty; it is filled when it is made");
        } catch (SQLException e) {
            throw new IllegalStateException("The key of pages can't be read (SQL state " + e.getSQLState() + ")", e);
        }
    }
}
