-- Signs the links to further pages of a search for the one who searched; two UUIDs hold 244 random bits.
CREATE TABLE cp_page_key (
    page_key bytea NOT NULL
);

INSERT INTO cp_page_key
SELECT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
