#!/bin/sh
# Makes the secrets of docker/compose*.yaml, each in a file of its own, and none that is there already.
#   sh docker/new-secrets.sh [ACCOUNT]     asks for the password of the first account (default: admin)
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets
cd secrets

made() { [ -s "$1" ]; }

made postgres_password || openssl rand -hex 24 > postgres_password
made ledger_password || openssl rand -hex 24 > ledger_password
made database_url || printf 'postgres://ledger:%s@postgres:5432/ledger\n' "$(cat ledger_password)" > database_url
made master_key || openssl rand -hex 32 > master_key
made seal_key.pem || openssl genpkey -algorithm ed25519 -out seal_key.pem
made seal_key.pub.pem || openssl pkey -in seal_key.pem -pubout -out seal_key.pub.pem
made redis_password || openssl rand -hex 24 > redis_password
made redis_url || printf 'redis://:%s@redis:6379\n' "$(cat redis_password)" > redis_url
made tls.key || openssl req -x509 -newkey rsa:3072 -nodes -days 90 -subj /CN=localhost \
  -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout tls.key -out tls.crt 2> /dev/null
account="${1:-admin}"
if ! made accounts; then
  printf '%s:%s\n' "$account" "$(openssl passwd -6)" > accounts
  printf '%s admin;\n' "$account" > roles
fi
# The containers read them as accounts of their own; the folder stays closed to others on this machine.
chmod 700 .
chmod 444 ./*
echo "made in $PWD: keep master_key and seal_key.pem apart from every backup of the database; tls.crt is for trying only"
