-- A postal address also names who receives at it, at which company, and how the carrier reaches them. A recipient that is left out is the user.
alter table addresses
    add column recipient text,
    add column company   text,
    add column street2   text,
    add column phone     text;
