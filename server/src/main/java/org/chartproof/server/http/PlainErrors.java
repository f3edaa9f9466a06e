package org.chartproof.server.http;

import org.apache.catalina.valves.ErrorReportValve;

/** Tells the status of what Tomcat itself refuses, such as a request line that is none, and neither what was sent nor what tripped over it. */
public final class PlainErrors extends ErrorReportValve {

    /** Made by Tomcat. */
    public PlainErrors() {
        setShowReport(false);
        setShowServerInfo(false);
    }
}
