#!/bin/sh
# Installs what the full suite needs and a bare machine lacks. Does nothing where all of it is there.
set -eu
need=""
command -v chromium-headless-shell >/dev/null || need="$need chromium-headless-shell fonts-liberation"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need="$need postgresql"
command -v npm >/dev/null || need="$need nodejs npm"
python3 -c 'import ensurepip' 2>/dev/null || need="$need python3-venv"
[ -z "$need" ] && exit 0
if ! command -v apt-get >/dev/null; then echo "Please install:$need"; exit 1; fi
sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $need >/dev/null
