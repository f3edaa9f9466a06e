package org.chartproof.server.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests a server that is started for the first of them, serves all, and is closed after the last.
 *
 * @param <S> what a test gets, by its parameter of this very type
 */
abstract class StartedOnce<S extends AutoCloseable> implements ParameterResolver {

    private final Class<S> type;

    StartedOnce(Class<S> type) {
        this.type = type;
    }

    abstract S started();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(getClass()))
                .getOrComputeIfAbsent(type, key -> started(), type);
    }
}
