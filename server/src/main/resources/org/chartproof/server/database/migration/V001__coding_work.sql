-- What is left to code. A row is written in the transaction that stores the resource it speaks of, so it exists exactly if the
-- resource version does; it is deleted in the transaction that stores the codes. Rows are only inserted by the receiving
-- side, never updated there: two FHIR transactions that touch the same encounters can't deadlock on them.
create table cp_work (
    id          bigint generated always as identity primary key,
    -- what is coded as one: "Encounter/<id>"; "DocumentReference/<id>" for a document that names no encounter
    unit        varchar(120)             not null,
    -- the resource whose change this is, "Type/id", and which version of it
    resource    varchar(120)             not null,
    version     bigint                   not null,
    enqueued_at timestamp with time zone not null default now(),
    due_at      timestamp with time zone not null default now(),
    tries       integer                  not null default 0,
    -- null: to be done. 'waiting': a document that can't be coded as it stands; 'dead': given up after the last try
    parked      varchar(10) check (parked in ('waiting', 'dead')),
    parked_at   timestamp with time zone,
    reason_code varchar(60),
    reason      varchar(1000),
    unique (unit, resource, version)
);
create index cp_work_due on cp_work (due_at, id) where parked is null;
create index cp_work_unit on cp_work (unit);
create index cp_work_parked on cp_work (parked_at) where parked is not null;

-- Who works on which unit: at most one worker of all nodes, until the lease runs out.
create table cp_lease (
    unit         varchar(120) primary key,
    token        uuid                     not null,
    leased_until timestamp with time zone not null
);

-- Which documents belong to an encounter: the coder reads all of them each time, and a lookup here is ten times cheaper than a
-- FHIR search.
create table cp_document (
    document  varchar(80) primary key,
    encounter varchar(80) not null
);
create index cp_document_encounter on cp_document (encounter);
