#!/bin/sh
# Runs once, on an empty volume: a role that owns its database, may make the two roles of the program, and nothing more.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$PROSA_DATABASE_PASSWORD" -U postgres <<'SQL'
create role prosa login createrole password :'password';
create database prosa owner prosa;
SQL
