#!/bin/bash
# Run once by the database's image: the owner of the tables, and the program, which owns nothing (docs/security.md).
set -eu
psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set=owner="$(cat "${SECRETS:-/run/secrets}/owner_password")" \
  --set=program="$(cat "${SECRETS:-/run/secrets}/program_password")" <<'SQL'
CREATE ROLE monitor_owner LOGIN PASSWORD :'owner';
CREATE ROLE monitor LOGIN PASSWORD :'program';
GRANT ALL ON SCHEMA public TO monitor_owner;
GRANT USAGE ON SCHEMA public TO monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE monitor_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO monitor;
ALTER DEFAULT PRIVILEGES FOR ROLE monitor_owner IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO monitor;
SQL
