#!/bin/sh
# Debian's Python comes without the part that makes virtual environments: bring it, or say what to do.
set -u
python=$1
rm -rf .venv
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq >/dev/null && apt-get install -qq -y python3-venv >/dev/null && exec "$python" -m venv .venv
fi
echo "make: $python cannot make a virtual environment. Install Debian's python3-venv (as root: apt-get install python3-venv), then run make again." >&2
exit 2
