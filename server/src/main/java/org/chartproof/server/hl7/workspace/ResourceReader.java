package org.chartproof.server.hl7.workspace;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads stored resources, in the caller's transaction. */
final class ResourceReader {

    /** Asked first: HAPI answers with an exception that ends the caller's transaction. */
    private static final String EXISTS =
            "select count(*) from hfj_resource where res_type = ? and fhir_id = ? and res_deleted_at is null";

    private final DaoRegistry daos;
    private final JdbcTemplate jdbc;

    ResourceReader(DaoRegistry daos, JdbcTemplate jdbc) {
        this.daos = daos;
        this.jdbc = jdbc;
    }

    <T extends Resource> Optional<T> read(Class<T> type, String id) {
        Integer count = jdbc.queryForObject(EXISTS, Integer.class, type.getSimpleName(), id);
        return count == null || count == 0
                ? Optional.empty()
                : Optional.of(daos.getResourceDao(type)
                        .read(new IdType(type.getSimpleName(), id), new SystemRequestDetails()));
    }

    /** @param target {@code Type/id} */
    <T extends Resource> List<T> referring(Class<T> type, String parameter, String target) {
        SearchParameterMap search = SearchParameterMap.newSynchronous(parameter, new ReferenceParam(target));
        return daos.getResourceDao(type).search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(type::cast)
                .toList();
    }
}
