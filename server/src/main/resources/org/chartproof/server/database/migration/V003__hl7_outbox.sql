-- What billing systems are to be told. A row is written in the transaction that makes coding final; the message is written from the
-- claim as it stands when its turn comes, once, and then sent under one control id until it is answered.
create table cp_hl7_outbox (
    id          bigint generated always as identity primary key,
    destination varchar(40)              not null,
    -- bar: diagnoses and procedures. dft: charges
    kind        varchar(3)               not null check (kind in ('bar', 'dft')),
    -- id of the Claim
    claim       varchar(64)              not null,
    queued_at   timestamp with time zone not null default now(),
    -- waiting: to be sent. sent: accepted. dead: refused, waits for a person. discarded: a person said so
    state       varchar(10)              not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'discarded')),
    due_at      timestamp with time zone not null default now(),
    tries       integer                  not null default 0,
    changed_at  timestamp with time zone not null default now(),
    -- null until the message is written
    control_id  varchar(20),
    message     bytea,
    -- the claim as the message tells it, as JSON: what a later one corrects
    told        text,
    -- MSA-1 of the last answer
    ack_code    varchar(2),
    -- why it was not accepted, without any content of it
    reason      varchar(1000)
);
create index cp_hl7_outbox_waiting on cp_hl7_outbox (destination, id) where state = 'waiting';
create index cp_hl7_outbox_claim on cp_hl7_outbox (destination, kind, claim, id);
create index cp_hl7_outbox_dead on cp_hl7_outbox (destination, id) where state = 'dead';
-- A claim that is made final twice before its turn is told once.
create unique index cp_hl7_outbox_unwritten on cp_hl7_outbox (destination, kind, claim)
    where state = 'waiting' and message is null;

-- Who sends to which destination: at most one node, until the lease runs out. And what keeps it from sending.
create table cp_hl7_destination (
    name         varchar(40) primary key,
    token        uuid,
    leased_until timestamp with time zone not null default '-infinity',
    -- null while all is well. A certificate or name that does not fit, or nobody there
    fault        varchar(300),
    fault_since  timestamp with time zone
);
