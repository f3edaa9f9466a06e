-- Who saw or changed what, and who was refused. Rows are only ever added: whoever changes the past is told no, the server included.
create table cp_audit_event (
    id            bigint generated always as identity primary key,
    recorded      timestamp with time zone not null,
    -- C, R, U, D, E as in AuditEvent.action
    action        char(1)                  not null,
    -- of the value set restful-interaction, such as "search-type"
    interaction   varchar(40)              not null,
    -- 0: done; 4: refused, as in AuditEvent.outcome
    outcome       smallint                 not null,
    resource_type varchar(40),
    resource_id   varchar(80),
    version       varchar(20),
    -- id of the patient that it is about; one row for each patient of a search's answer
    patient       varchar(80),
    subject       varchar(200)             not null,
    client        varchar(200)             not null,
    -- the person as a resource, such as "Practitioner/example"
    person        varchar(120),
    roles         varchar(120)             not null,
    address       varchar(64)              not null,
    -- of the code system v3-ActReason
    purpose       varchar(20),
    request_id    varchar(80),
    -- what was asked; as sensitive as a chart
    query         text
);
create index cp_audit_event_patient on cp_audit_event (patient, id) where patient is not null;
create index cp_audit_event_subject on cp_audit_event (subject, id);
create index cp_audit_event_recorded on cp_audit_event using brin (recorded);

create function cp_audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'Audit events are only ever added';
end
$$;
create trigger cp_audit_event_append_only before update or delete or truncate on cp_audit_event
    for each statement execute function cp_audit_refuse();
