-- What an auditor asks beside "who saw this patient": what a person looked at, who saw one resource, what was refused.
create index cp_audit_event_person on cp_audit_event (person, id) where person is not null;
create index cp_audit_event_resource on cp_audit_event (resource_type, resource_id, id) where resource_id is not null;
create index cp_audit_event_refused on cp_audit_event (id) where outcome = 4;
-- A person of another server stands there with the whole address.
alter table cp_audit_event alter column person type varchar(300);
