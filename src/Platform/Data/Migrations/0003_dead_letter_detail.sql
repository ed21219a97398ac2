-- Where an event failed, with all its causes, beside the sentence that says why; null for what was given up earlier.
alter table dead_letters add column error_detail text;

create index dead_letters_by_time on dead_letters (died_at, event_id);
