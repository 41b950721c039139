#!/bin/sh
# deploy/roll-out.sh IMAGE: one container gets the image, then half of them, then all. After each step every one that got it has to be
# ready (the image's own check asks /readyz), the public address has to answer, and no critical alert may burn. Otherwise all that got
# it go back to the image of before, by themselves, and the script ends with 1.
# Environment: PROSA_ENV_FILE (deploy/.env), PROSA_COMPOSE (how compose is called), PROSA_HEALTH_URL, PROSA_ALERTS_URL (empty: not asked), PROSA_QUIET_SECONDS (30).
set -u
image=${1:?"the image to roll out is missing: deploy/roll-out.sh registry.example.com/prosa:1.2.3"}
here=$(dirname "$0")
settings=${PROSA_ENV_FILE:-"$here/.env"}
compose=${PROSA_COMPOSE:-"docker compose --env-file $settings -f $here/compose.yaml"}
health=${PROSA_HEALTH_URL:?"the address that must answer is missing: PROSA_HEALTH_URL=https://prosa.example.com/readyz"}
alerts=${PROSA_ALERTS_URL-"http://127.0.0.1:9090/api/v1/query?query=ALERTS%7Balertstate%3D%22firing%22%2Cseverity%3D%22critical%22%7D"}
quiet=${PROSA_QUIET_SECONDS:-30}

# What runs now is where to go back to. The file names another image only when all went well.
before=$(sed -n 's/^PROSA_IMAGE=//p' "$settings")
[ -n "$before" ] || { echo "$settings does not say PROSA_IMAGE=…, the image that runs now" >&2; exit 1; }

# start IMAGE NEWER SERVICE…: waits until each is healthy.
start() {
  with=$1 newer=$2
  shift 2
  PROSA_IMAGE=$with PROSA_NEWER_DATABASE=$newer $compose up -d --no-deps --wait --wait-timeout 120 "$@"
}

is_well() {
  curl --fail --silent --show-error --max-time 5 --output /dev/null "$health" || return 1
  [ -z "$alerts" ] && return 0
  curl --fail --silent --show-error --max-time 5 "$alerts" | grep -q '"result":\[\]'
}

# The database may have been migrated meanwhile; every migration leaves the version before it working.
go_back() {
  echo "going back to $before: $1" >&2
  if start "$before" 1 web-1 worker-1 web-2 worker-2; then
    echo "all run $before again" >&2
  else
    echo "going back failed too: see docs/runbook.md, \"A roll-out failed\"" >&2
  fi
  exit 1
}

for step in "web-1" "worker-1" "web-2 worker-2"; do
  echo "rolling out $image to $step"
  # shellcheck disable=SC2086 # a step is several words
  start "$image" 0 $step || go_back "$step did not become ready"
  sleep "$quiet"
  is_well || go_back "$health does not answer, or a critical alert burns, after $step"
done
sed -i "s|^PROSA_IMAGE=.*|PROSA_IMAGE=$image|" "$settings"
echo "all run $image"
