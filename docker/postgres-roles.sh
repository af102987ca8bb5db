#!/bin/sh
# Run once by the Postgres image on an empty volume: the product's two roles and its database.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$HIGHWATER_OWNER_PASSWORD" -v app="$HIGHWATER_APP_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE highwater_owner LOGIN PASSWORD :'owner';
CREATE ROLE highwater_app LOGIN PASSWORD :'app';
GRANT highwater_app TO highwater_owner;
CREATE DATABASE highwater OWNER highwater_owner;
REVOKE ALL ON DATABASE highwater FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE highwater TO highwater_app;
SQL
