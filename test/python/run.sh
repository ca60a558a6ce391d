#!/usr/bin/env bash
# Builds the Python package, installs it with its peers into a fresh virtual environment, and runs a real app in it.
set -euo pipefail
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

peer() { node -p "require('./package.json').devDependencies['$1']"; }

npx jsii-pacmak --code-only --target python --outdir "$work/dist" >"$work/pacmak.log" 2>&1 || { cat "$work/pacmak.log"; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "constructs==$(peer constructs)" "cdk8s==$(peer cdk8s)" "cdk8s-plus-27==$(peer cdk8s-plus-27)" "$work/dist/python"
"$work/venv/bin/python" test/python/app.py "$work/out"
grep -q 'name: platform-logs-' "$work"/out/*.yaml || { echo "no manifests were written"; exit 1; }
grep -q -- '--state' "$work"/out/*.yaml || { echo "the log collector that is written in Python was not asked"; exit 1; }
