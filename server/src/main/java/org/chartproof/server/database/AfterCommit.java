package org.chartproof.server.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is to happen once the transaction of the calling thread has committed, and never if it does not. */
public final class AfterCommit {

    private AfterCommit() {}

    /** @param action must return at once and use no database: the finished transaction is still bound to the thread */
    public static void run(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
