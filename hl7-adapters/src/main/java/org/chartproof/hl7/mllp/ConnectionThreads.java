package org.chartproof.hl7.mllp;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads for connections: virtual ones where the running JDK has them (21 and later), else daemon threads of the platform. By reflection, since
 * this is compiled for 17.
 */
final class ConnectionThreads {

    private ConnectionThreads() {}

    /** @param name what the threads' names begin with */
    static ThreadFactory named(String name) {
        try {
            Method ofVirtual = Thread.class.getMethod("ofVirtual");
            Object builder = ofVirtual.invoke(null);
            Class<?> type = ofVirtual.getReturnType();
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, name + "-", 1L);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            // Before 21.
            return new PlatformThreads(name);
        }
    }

    private static final class PlatformThreads implements ThreadFactory {
        private final String name;
        private final AtomicLong count = new AtomicLong();

        PlatformThreads(String name) {
            this.name = name;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
