-- Images are files as others are. The version before reads and writes them by the former name until its last instance is replaced.
alter table images rename to files;
alter index images_pkey rename to files_pkey;
create view images as select name, content from files;
