package org.chartproof.server.fhir;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.IDaoRegistry;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.binary.api.IBinaryStorageSvc;
import ca.uhn.fhir.jpa.binstore.DatabaseBinaryContentStorageSvcImpl;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.config.util.ResourceCountCacheUtil;
import ca.uhn.fhir.jpa.dao.FulltextSearchSvcImpl;
import ca.uhn.fhir.jpa.dao.IFulltextSearchSvc;
import ca.uhn.fhir.jpa.dao.search.HSearchSortHelperImpl;
import ca.uhn.fhir.jpa.dao.search.IHSearchSortHelper;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import ca.uhn.fhir.jpa.provider.DaoRegistryResourceSupportedSvc;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.search.IStaleSearchDeletingSvc;
import ca.uhn.fhir.jpa.search.StaleSearchDeletingSvcImpl;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.util.Properties;
import javax.sql.DataSource;
import org.chartproof.server.database.Database;
import org.chartproof.server.startup.Background;
import org.hibernate.cfg.AvailableSettings;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** HAPI's JPA storage on our database: the beans that HAPI leaves to its host, and the settings that we chose. */
@Configuration(proxyBeanMethods = false)
@Import({
    JpaR4Config.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    ThreadPoolFactoryConfig.class,
    // Despite its name: the in-process channels that carry HAPI's batch jobs between threads.
    SubscriptionChannelConfig.class
})
public class StorageConfiguration {

    @Bean
    static UnusedResourceBeans unusedResourceBeans() {
        return new UnusedResourceBeans(ResourceTypes.supported());
    }

    @Bean(destroyMethod = "close")
    Database database(Background<Database> starting) {
        return starting.get();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(Database database) {
        return database.dataSource();
    }

    @Bean
    JpaStorageSettings storageSettings(FhirContext fhirContext) {
        // HAPI strips the version of every reference but of those named here. A proof names the exact version that it
        // quotes.
        fhirContext
                .getParserOptions()
                .setDontStripVersionsFromReferencesAtPaths("AuditEvent.entity.what", "Provenance.entity.what");
        JpaStorageSettings settings = new JpaStorageSettings();
        settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.ALPHANUMERIC);
        settings.setResourceServerIdStrategy(JpaStorageSettings.IdStrategyEnum.UUID);
        settings.setEnforceReferentialIntegrityOnWrite(true);
        settings.setEnforceReferentialIntegrityOnDelete(true);
        // Bodies up to this size lie in the row itself; none of ours goes to a large object.
        settings.setInlineResourceTextBelowSize(Integer.MAX_VALUE);
        // Not INLINE: HAPI then makes a new version at each update, changed or not, and a replay must change nothing.
        settings.setTagStorageMode(StorageSettings.TagStorageModeEnum.NON_VERSIONED);
        settings.setMatchUrlCacheEnabled(true);
        settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
        settings.setSuppressStringIndexingInTokens(true);
        settings.setStoreMetaSourceInformation(JpaStorageSettings.StoreMetaSourceInformationEnum.SOURCE_URI);
        settings.setIndexMissingFields(StorageSettings.IndexEnabledEnum.DISABLED);
        settings.setHibernateSearchIndexFullText(false);
        settings.setAllowExternalReferences(false);
        settings.setEnableTaskBulkExportJobExecution(false);
        settings.setEnableTaskBulkImportJobExecution(false);
        settings.setEnableTaskPreExpandValueSets(false);
        settings.setPreExpandValueSets(false);
        // A result shown once is not shown again from a cache: a claim written a moment ago must be found.
        settings.setReuseCachedSearchResultsForMillis(null);
        settings.setExpireSearchResultsAfterMillis(10 * 60_000L);
        return settings;
    }

    @Bean
    PartitionSettings partitionSettings() {
        return new PartitionSettings();
    }

    /** HAPI asks for these settings in places; its own delivery is not installed. */
    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            ConfigurableListableBeanFactory beans,
            FhirContext fhirContext,
            JpaStorageSettings storageSettings,
            DataSource dataSource) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, fhirContext, storageSettings);
        factory.setPersistenceUnitName("chartproof");
        factory.setDataSource(dataSource);
        factory.setJpaProperties(hibernate());
        return factory;
    }

    private static Properties hibernate() {
        Properties properties = new Properties();
        properties.put(AvailableSettings.DIALECT, HapiFhirPostgresDialect.class.getName());
        properties.put(AvailableSettings.HBM2DDL_AUTO, "none");
        properties.put(AvailableSettings.STATEMENT_BATCH_SIZE, "50");
        properties.put(AvailableSettings.ORDER_INSERTS, "true");
        properties.put(AvailableSettings.ORDER_UPDATES, "true");
        properties.put(AvailableSettings.USE_QUERY_CACHE, "false");
        properties.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false");
        properties.put(AvailableSettings.USE_STRUCTURED_CACHE, "false");
        properties.put(AvailableSettings.USE_MINIMAL_PUTS, "false");
        properties.put(AvailableSettings.GENERATE_STATISTICS, "false");
        properties.put("hibernate.search.enabled", "false");
        return properties;
    }

    @Bean
    @Primary
    JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
        return new JpaTransactionManager(entityManagerFactory);
    }

    @Bean
    IFulltextSearchSvc fullTextSearch() {
        return new FulltextSearchSvcImpl();
    }

    @Bean
    IHSearchSortHelper searchSortHelper(ISearchParamRegistry searchParameters) {
        return new HSearchSortHelperImpl(searchParameters);
    }

    @Bean
    IStaleSearchDeletingSvc staleSearchDeleting() {
        return new StaleSearchDeletingSvcImpl();
    }

    @Bean
    IResourceSupportedSvc resourceSupported(IDaoRegistry daoRegistry) {
        return new DaoRegistryResourceSupportedSvc(daoRegistry);
    }

    @Bean
    IBinaryStorageSvc binaryStorage() {
        return new DatabaseBinaryContentStorageSvcImpl();
    }

    @Bean(name = "myResourceCountsCache")
    ResourceCountCache resourceCounts(IFhirSystemDao<?, ?> systemDao) {
        return ResourceCountCacheUtil.newResourceCountCache(systemDao);
    }

    @Bean
    DatabaseBackedPagingProvider paging() {
        DatabaseBackedPagingProvider paging = new DatabaseBackedPagingProvider();
        paging.setDefaultPageSize(20);
        paging.setMaximumPageSize(500);
        return paging;
    }
}
