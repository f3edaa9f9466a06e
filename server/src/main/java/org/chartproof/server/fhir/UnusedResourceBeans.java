package org.chartproof.server.fhir;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/** Takes away HAPI's beans for the hundred resource types that are not served: each costs time at start and memory after. */
final class UnusedResourceBeans implements BeanDefinitionRegistryPostProcessor {
    private static final Pattern NAME = Pattern.compile("my(\\w+?)(?:Dao|Rp)R4");

    private final Set<String> supported;

    UnusedResourceBeans(Set<String> supported) {
        this.supported = supported;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (String name : registry.getBeanDefinitionNames()) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches() && !"System".equals(matcher.group(1)) && !supported.contains(matcher.group(1))) {
                registry.removeBeanDefinition(name);
            }
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        // All is done on the registry.
    }
}
