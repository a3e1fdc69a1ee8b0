"""One module per source format. Each turns a file into drafts of records and decides nothing about the store."""
