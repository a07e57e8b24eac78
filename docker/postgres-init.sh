#!/bin/sh
# Runs once, on an empty volume: the ledger's own login owns its database and is no superuser, so that the triggers which
# refuse to rewrite the log hold for it.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set=password="$(cat "${LEDGER_PASSWORD_FILE:-/run/secrets/ledger_password}")" <<'SQL'
create role ledger login nosuperuser nocreatedb nocreaterole password :'password';
create role ledger_append nologin;
create role ledger_read nologin;
create database ledger owner ledger encoding 'UTF8' template template0;
SQL
