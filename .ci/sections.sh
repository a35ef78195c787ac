# Sections with names and durations, a database server of one's own, a demo started and stopped.
# Read by «run» and «nightly»; everything that is started here is stopped by its process id.

set -uo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
WORK="$(mktemp -d -t rescom-ci-XXXXXX)"
CLONE="$WORK/clone"
HOSTS="cbss harnosand izolyatsia rivne anenii-noi"
DEMO_PORT="${DEMO_PORT:-8471}"
POSTGRES_PORT="${POSTGRES_PORT:-8472}"
DEMO_ID=""
POSTGRES_DATA=""
BEGUN=$SECONDS

tidy_up() {
  [ -n "$DEMO_ID" ] && kill -INT -- "-$DEMO_ID" 2>/dev/null && sleep 5
  stop_postgresql
  rm -rf "$WORK"
}
trap tidy_up EXIT
trap 'exit 130' INT TERM

# section NAME COMMAND...: a header, the command, its duration; ends everything when it fails.
section() {
  local name="$1" begun=$SECONDS
  shift
  printf '\n=== %s ===\n' "$name"
  if ! "$@"; then
    printf '\n=== FAILED: %s (after %d s) ===\n' "$name" $((SECONDS - begun))
    exit 1
  fi
  printf '=== %s: passed in %d s ===\n' "$name" $((SECONDS - begun))
}

system_packages() {
  local needed="ca-certificates chromium curl fonts-dejavu-core gettext git make postgresql python3-venv"
  local missing="" package
  for package in $needed; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing="$missing $package"
  done
  [ -z "$missing" ] && { echo "Everything is installed."; return 0; }
  echo "Installing:$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q && apt-get install -y -q --no-install-recommends $missing
}

fresh_clone() {
  # A home of its own, so that git trusts the checkout whoever owns it, and nothing is left behind.
  mkdir "$WORK/home" &&
    HOME="$WORK/home" git config --global safe.directory '*' &&
    HOME="$WORK/home" git clone --quiet --no-hardlinks "$ROOT" "$CLONE" &&
    HOME="$WORK/home" git -C "$CLONE" log -1 --format='%h %s'
}

# --- PostgreSQL ---------------------------------------------------------------------------
as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgresql() {
  local programs
  programs="$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)"
  POSTGRES_DATA="$WORK/postgresql"
  chmod 755 "$WORK"
  mkdir "$POSTGRES_DATA"
  [ "$(id -u)" = 0 ] && chown postgres: "$POSTGRES_DATA"
  as_postgres "$programs/initdb" -D "$POSTGRES_DATA" -U postgres --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 >/dev/null || return 1
  # Loopback only; nothing that it keeps has to survive a crash.
  as_postgres "$programs/pg_ctl" -D "$POSTGRES_DATA" -w -s -l "$POSTGRES_DATA/log" \
    -o "-p $POSTGRES_PORT -c listen_addresses=127.0.0.1 -k $POSTGRES_DATA -c fsync=off -c full_page_writes=off -c jit=off" \
    start || { cat "$POSTGRES_DATA/log"; return 1; }
  export POSTGRES_URL="postgres://postgres@127.0.0.1:$POSTGRES_PORT/postgres"
  "$programs/postgres" --version
}

stop_postgresql() {
  local id
  [ -n "$POSTGRES_DATA" ] && [ -f "$POSTGRES_DATA/postmaster.pid" ] || return 0
  id="$(head -1 "$POSTGRES_DATA/postmaster.pid")"
  kill -INT "$id" 2>/dev/null
  for _ in $(seq 50); do kill -0 "$id" 2>/dev/null || break; sleep 0.1; done
}

# --- The demo -----------------------------------------------------------------------------
# start_demo SECONDS: «make demo» as a person types it, until every site answers a whole page.
start_demo() {
  local limit="$1" begun=$SECONDS host
  : >"$WORK/demo.txt" # what the run before said is no answer
  set -m # a process group of its own, as a terminal gives it, so that Ctrl-C can be sent to it
  (cd "$CLONE" && exec make demo PORT="$DEMO_PORT") </dev/null >"$WORK/demo.txt" 2>&1 &
  DEMO_ID=$!
  set +m
  until grep -q 'Ctrl-C stops everything' "$WORK/demo.txt"; do
    if ! kill -0 "$DEMO_ID" 2>/dev/null || [ $((SECONDS - begun)) -gt "$limit" ]; then
      cat "$WORK/demo.txt"
      echo "The demo was not ready within $limit seconds."
      return 1
    fi
    sleep 0.2
  done
  echo "Ready after $((SECONDS - begun)) s."
  sed -E 's/([a-z0-9]{4}-){3}[a-z0-9]{4}/····-····-····-····/' "$WORK/demo.txt"
  for host in $HOSTS; do
    answers "$host.localhost" / || return 1
  done
  answers localhost / && answers admin.localhost /admin/
}

answers() {
  local status
  status="$(curl -s -L -o /dev/null -w '%{http_code}' -H "Host: $1:$DEMO_PORT" "http://127.0.0.1:$DEMO_PORT$2")"
  echo "$1$2 $status"
  [ "$status" = 200 ]
}

# Ctrl-C, and nothing of the demo is left: no process in the clone, no port in use.
stop_demo() {
  local begun=$SECONDS left="" process
  kill -INT -- "-$DEMO_ID"
  for _ in $(seq 150); do kill -0 "$DEMO_ID" 2>/dev/null || break; sleep 0.1; done
  for process in /proc/[0-9]*; do
    case "$(readlink "$process/cwd" 2>/dev/null)" in
      "$CLONE" | "$CLONE"/*) left="$left ${process#/proc/}($(tr '\0' ' ' <"$process/cmdline" 2>/dev/null))" ;;
    esac
  done
  if [ -n "$left" ]; then
    echo "Ctrl-C left processes behind:$left"
    return 1
  fi
  DEMO_ID=""
  if curl -s -o /dev/null "http://127.0.0.1:$DEMO_PORT/"; then
    echo "Something still answers on port $DEMO_PORT."
    return 1
  fi
  echo "Everything stopped within $((SECONDS - begun)) s."
}

demo_from_nothing() { start_demo 180 && stop_demo; }
demo_again() { start_demo 30 && stop_demo; }

in_clone() { (cd "$CLONE" && "$@"); }

finished() {
  printf '\n=== Everything passed in %d min %d s ===\n' $(((SECONDS - BEGUN) / 60)) $(((SECONDS - BEGUN) % 60))
}
