-- HL7 v2 messages as they were received. Rows are only inserted, many at a time, and the sender is answered after the commit:
-- what changes later stands in cp_hl7_state, so that the bytes are written once.
create table cp_hl7_message (
    -- rises in the order of commits as far as one sender can tell: 256 times the number of the batch, and a place in it
    id          bigint primary key,
    feed        varchar(40)              not null,
    received_at timestamp with time zone not null,
    -- address of the sender; empty for a message that a person entered
    peer        varchar(64)              not null,
    -- hash of feed, MSH-3, MSH-4 and MSH-10; null where a second sending is never known as such (refused, broken off)
    sender_key  bigint,
    sha256      bytea                    not null,
    control_id  varchar(200)             not null,
    -- MSH-9, such as "ADT^A01"
    event       varchar(20)              not null,
    -- the answer's MSA-1, and its bytes; null where none was sent, or not yet
    ack_code    varchar(2),
    ack         bytea,
    raw         bytea                    not null,
    -- the message that this one is an edited copy of
    copy_of     bigint
);
-- Most messages fit a row, and packing them would cost more than writing them.
alter table cp_hl7_message set (toast_tuple_target = 4080);
create sequence cp_hl7_batch;
create unique index cp_hl7_message_sending on cp_hl7_message (sender_key, sha256) where sender_key is not null;
create index cp_hl7_message_control_id on cp_hl7_message (control_id);
create index cp_hl7_message_received on cp_hl7_message using brin (received_at);

-- What became of each message.
create table cp_hl7_state (
    id          bigint primary key,
    -- waiting: to be mapped. done: its resources are stored. kept: not for mapping, by the feed's choice. dead: waits for a
    -- person. refused: answered AR. discarded: a person said so
    state       varchar(10)              not null
        check (state in ('waiting', 'done', 'kept', 'dead', 'refused', 'discarded')),
    -- messages of one lane are mapped one after the other; a second lane for those that join two patients
    lane        smallint                 not null,
    other_lane  smallint,
    tries       smallint                 not null default 0,
    changed_at  timestamp with time zone not null,
    -- the sender used this control id before, for other bytes
    reused      boolean                  not null default false,
    -- the answer, where it had to wait for the mapping
    ack_code    varchar(2),
    ack         bytea,
    reason_code varchar(60),
    place       varchar(60),
    reason      varchar(1000),
    hint        varchar(1000),
    -- JSON: warnings of the mapping; resources that it wrote, with their versions
    warnings    text,
    resources   text
) with (fillfactor = 70);
create index cp_hl7_state_lane on cp_hl7_state (lane, id) where state = 'waiting';
create index cp_hl7_state_other_lane on cp_hl7_state (other_lane, id) where state = 'waiting' and other_lane is not null;
create index cp_hl7_state_dead on cp_hl7_state (reason_code, id) where state = 'dead';

-- Who works on which lane: at most one worker of all nodes, until the lease runs out. A lane whose first message met a passing
-- fault is not due before its time.
create table cp_hl7_lane (
    lane         smallint primary key,
    token        uuid,
    leased_until timestamp with time zone not null default '-infinity',
    due_at       timestamp with time zone not null default '-infinity'
);
insert into cp_hl7_lane (lane) select generate_series(0, 127);

-- Identifiers under which people look for a message.
create table cp_hl7_search (
    value      varchar(200) not null,
    -- patient, visit
    kind       varchar(10)  not null,
    message    bigint       not null,
    primary key (value, kind, message)
);
create index cp_hl7_search_message on cp_hl7_search (message);

-- Under which business identifier which resource is known. The id is made from the first one alone, so that two nodes agree.
create table cp_hl7_identity (
    type     varchar(40)  not null,
    system   varchar(500) not null,
    value    varchar(500) not null,
    resource varchar(64)  not null,
    primary key (type, system, value)
);
create index cp_hl7_identity_resource on cp_hl7_identity (type, resource);

-- The newest event that changed a resource: an older message that comes late does not overwrite it.
create table cp_hl7_event (
    -- "Type/id"
    resource  varchar(120) primary key,
    event_at  timestamp with time zone not null,
    message   bigint                   not null
);

-- What people did with a message, views of its content included.
create table cp_hl7_action (
    id      bigint generated always as identity primary key,
    at      timestamp with time zone not null default now(),
    -- null: of many at once
    message bigint,
    who     varchar(100)             not null,
    action  varchar(20)              not null,
    detail  varchar(1000)            not null default ''
);
create index cp_hl7_action_message on cp_hl7_action (message);
