package org.chartproof.server.authserver.launch;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartproof.server.fhir.StoredResources;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/** The patients and encounters that an app can be opened on. */
public final class Charts {
    private static final int MOST = 50;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private final DaoRegistry daos;

    public Charts(DaoRegistry daos) {
        this.daos = daos;
    }

    /** Newest encounters, of patients whose name begins so; of all for an empty text. */
    public List<ChartRow> encounters(String name) {
        SearchParameterMap search = latest(new SortSpec("date", SortOrderEnum.DESC));
        if (!name.isBlank()) {
            search.add("subject", new ReferenceParam("Patient", "name", name.strip()));
        }
        Map<String, Optional<Patient>> patients = new HashMap<>();
        return found(Encounter.class, search).stream()
                .flatMap(encounter -> patientOf(encounter).stream()
                        .flatMap(id -> patients.computeIfAbsent(id, this::patient).stream()
                                .map(patient -> row(patient, Optional.of(encounter)))))
                .toList();
    }

    /** Patients whose name begins so; all for an empty text. */
    public List<ChartRow> patients(String name) {
        SearchParameterMap search = latest(new SortSpec("family"));
        if (!name.isBlank()) {
            search.add(Patient.SP_NAME, new StringParam(name.strip()));
        }
        return found(Patient.class, search).stream()
                .map(patient -> row(patient, Optional.empty()))
                .toList();
    }

    /** The context of an encounter with its patient; empty if there is none. */
    public Optional<LaunchContext> encounter(String id) {
        return read(Encounter.class, id)
                .flatMap(Charts::patientOf)
                .map(patient -> new LaunchContext(Optional.of(patient), Optional.of(id), List.of(), true));
    }

    /** The context of a patient; empty if there is none. */
    public Optional<LaunchContext> onPatient(String id) {
        return patient(id).map(known -> new LaunchContext(Optional.of(id), Optional.empty(), List.of(), true));
    }

    private Optional<Patient> patient(String id) {
        return read(Patient.class, id);
    }

    private <T extends IBaseResource> Optional<T> read(Class<T> type, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return new StoredResources(daos).read(type, new IdType(id));
    }

    private <T extends IBaseResource> List<T> found(Class<T> type, SearchParameterMap search) {
        return daos.getResourceDao(type).search(search, new SystemRequestDetails()).getResources(0, MOST).stream()
                .map(type::cast)
                .toList();
    }

    private static SearchParameterMap latest(SortSpec sort) {
        return new SearchParameterMap().setLoadSynchronousUpTo(MOST).setSort(sort);
    }

    private static Optional<String> patientOf(Encounter encounter) {
        return Optional.of(encounter.getSubject())
                .map(Reference::getReferenceElement)
                .filter(reference -> "Patient".equals(reference.getResourceType()))
                .map(reference -> reference.getIdPart());
    }

    private static ChartRow row(Patient patient, Optional<Encounter> encounter) {
        return new ChartRow(
                patient.getIdElement().getIdPart(),
                encounter.map(one -> one.getIdElement().getIdPart()),
                patient.getNameFirstRep().getNameAsSingleString(),
                patient.hasBirthDate() ? patient.getBirthDateElement().getValueAsString() : "",
                encounter.map(Charts::when).orElse(""),
                encounter
                        .map(one -> text(
                                one.getClass_().getDisplay(), one.getClass_().getCode()))
                        .orElse(""));
    }

    private static String when(Encounter encounter) {
        DateTimeType start = encounter.getPeriod().getStartElement();
        String text = start.hasValue() ? start.getValueAsString() : "";
        return text.length() > 10 ? text.substring(0, 10) : text;
    }

    private static String text(String display, String code) {
        return display != null ? display : code == null ? "" : code;
    }
}
