package org.chartproof.server.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.chartproof.bundles.client.FhirClient;
import org.chartproof.bundles.demo.DemoEncounters;

/** Plays the demo into a server and prints what was coded. */
public final class Demo {

    private final URI server;
    private final FhirClient client;
    private final boolean signIn;
    private final PrintStream out;

    /**
     * @param server root of a running server, e.g. {@code http://127.0.0.1:8080}
     * @param client that may write there
     * @param signIn whether people sign in first: a browser alone gets nothing under {@code /fhir} then
     */
    public Demo(URI server, FhirClient client, boolean signIn, PrintStream out) {
        this.server = server;
        this.client = client;
        this.signIn = signIn;
        this.out = out;
    }

    /** Plays all encounters, with a progress bar, and prints a line for each. */
    public void run() throws java.io.IOException, InterruptedException {
        DemoEncounters demo = DemoEncounters.load();
        long begin = System.nanoTime();
        List<DemoPlayer.Played> played;
        try (ProgressBar progress = new ProgressBarBuilder()
                .setTaskName("Coding")
                .setInitialMax(demo.encounters().size())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .build()) {
            played = new DemoPlayer(client).play(demo, progress::stepTo);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        print(played, seconds);
    }

    private void print(List<DemoPlayer.Played> played, double seconds) {
        out.println();
        out.printf(
                "%-34s %-20s %-11s %s%n",
                "encounter", "specialty", "setting", "codes, principal or first-listed first");
        int codes = 0;
        for (DemoPlayer.Played one : played) {
            out.printf(
                    "%-34s %-20s %-11s %s%n",
                    one.encounter().slug(), one.encounter().specialty(), setting(one), String.join(" ", one.codes()));
            codes += one.codes().size();
        }
        out.println();
        out.printf("%d encounters, %d codes, in %.1f s.%n", played.size(), codes, seconds);
        out.println();
        out.println("Where to look:");
        String first = played.get(0).claim().path("id").asText();
        out.println("  the server's status     " + server.resolve("/"));
        out.println("  a case to review        " + server.resolve("/app/?encounter=enc-urosepsis-admission"));
        out.println("  the work list           " + server.resolve("/app/worklist.html"));
        out.println("  HL7 feeds               " + server.resolve("/feeds"));
        if (!signIn) {
            out.println("  a claim                 " + server.resolve("/fhir/Claim/" + first));
            out.println("  the proof of its codes  " + server.resolve("/fhir/Provenance?target=Claim/" + first));
            out.println("  what waits, and why     " + server.resolve("/fhir/$coding-queue"));
        }
        out.flush();
    }

    private static String setting(DemoPlayer.Played played) {
        return played.encounter().setting().name().toLowerCase(java.util.Locale.ROOT);
    }
}
