package org.chartproof.bundles.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells in which step of the engine a thread spends its time, by looking at its stack once a millisecond: a step is a package of the
 * engine, and what it calls outside the engine counts as its own. The engine needs no hooks for it. Stacks are seen at safepoints
 * only, so a few per cent can stand beside the step that they belong to.
 */
final class StepSampler {

    private static final String ENGINE = "org.chartproof.coding.";

    private final Thread watched;
    private final Thread sampler;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Map<String, Integer> steps = new TreeMap<>();
    private final Map<String, Integer> methods = new TreeMap<>();

    StepSampler(Thread watched) {
        this.watched = watched;
        this.sampler = new Thread(this::sample, "step-sampler");
        sampler.setDaemon(true);
        sampler.start();
    }

    private void sample() {
        while (!stopped.get()) {
            for (StackTraceElement frame : watched.getStackTrace()) {
                if (frame.getClassName().startsWith(ENGINE)) {
                    steps.merge(step(frame.getClassName()), 1, Integer::sum);
                    methods.merge(method(frame), 1, Integer::sum);
                    break;
                }
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String step(String className) {
        String rest = className.substring(ENGINE.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? "engine" : rest.substring(0, dot);
    }

    private static String method(StackTraceElement frame) {
        return frame.getClassName().substring(ENGINE.length()).replaceFirst("\\$.*", "") + "."
                + frame.getMethodName().replaceFirst("^lambda\\$(\\w+)\\$.*", "$1");
    }

    /** Shares of the time, largest first. */
    String told() {
        return table(steps, 20) + System.lineSeparator() + "methods: " + table(methods, 15);
    }

    private static String table(Map<String, Integer> counts, int rows) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder told = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(rows)
                .forEach(one -> told.append(told.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%s %.1f %%", one.getKey(), 100.0 * one.getValue() / all)));
        return told.toString();
    }

    /** Ends the watching; afterwards there is something to tell. */
    void stop() throws InterruptedException {
        stopped.set(true);
        sampler.join();
    }
}
