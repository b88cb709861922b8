#!/bin/sh
# Make the passwords of compose.yaml, each a file in secrets/ that nobody else may read; those that are there stay.
# The program in its container is user 10001: run this as root, or give the two files of its own to that number.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
for name in database_password owner_password program_password metrics_token; do
  [ -s "secrets/$name" ] || python3 -c 'import secrets; print(secrets.token_urlsafe(32), end="")' >"secrets/$name"
done
# As PostgreSQL's own programs read passwords: host, port, database, role, password.
for role in owner program; do
  name=$([ "$role" = owner ] && echo monitor_owner || echo monitor)
  printf 'database:5432:monitor:%s:%s\n' "$name" "$(cat "secrets/${role}_password")"
done >secrets/database_passwords
chown 10001:10001 secrets/database_passwords secrets/metrics_token 2>/dev/null ||
  echo "secrets/database_passwords and secrets/metrics_token must belong to user 10001" >&2
