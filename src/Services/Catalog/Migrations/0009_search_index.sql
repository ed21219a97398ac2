-- Products are searched in an index of each instance. While instances of an earlier version run they write the words of their own edits, and search these.
alter table products alter column search drop not null;

drop index products_by_search;
