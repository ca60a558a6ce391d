#!/usr/bin/env bash
# Builds kube-score, installs Checkov into a fresh virtual environment, and asks both about the manifests of every agent. Needs Go, Python and the network.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

GOBIN="$work" go install github.com/zegl/kube-score/cmd/kube-score@v1.20.0
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet checkov==3.3.30
npx ts-node -P test/tsconfig.json -T test/linters/run.ts "$work/kube-score" "$work/venv/bin/checkov"
