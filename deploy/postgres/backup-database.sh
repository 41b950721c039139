#!/bin/sh
# A dump a day, written beside and renamed, so that what has the name is whole.
set -eu
mkdir -p /backups/database
while true; do
  file="/backups/database/prosa-$(date -u +%Y-%m-%dT%H-%M).dump"
  if pg_dump --format=custom --file="$file.draft" prosa; then
    mv "$file.draft" "$file"
    find /backups/database -name '*.dump' -mtime +14 -delete
    echo "wrote $file"
  else
    rm -f "$file.draft"
    echo "the dump failed; the next try is in ten minutes" >&2
    sleep 600
    continue
  fi
  sleep 86400
done
