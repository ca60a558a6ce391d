#!/usr/bin/env bash
# Writes the expected output beside each example anew; look at the diff before you commit it.
set -euo pipefail
cd "$(dirname "$0")/../../examples"
for example in platform datadog loki kube-rbac-proxy bottlerocket kafka; do
  rm -rf "$example/expected"
  (cd "$example" && npx cdk8s synth --check-upgrade=false --output expected >/dev/null)
done
NO_COLOR=1 node ../lib/cli/main.js check platform/expected --inventory platform/clusters/prod-eu.yaml --today 2026-11-24 >platform/check.expected.txt
NO_COLOR=1 node ../lib/cli/main.js check textbook-fluentd/fluentd-daemonset.yaml --inventory platform/clusters/prod-eu.yaml >textbook-fluentd/check.expected.txt || [ $? = 1 ]
NO_COLOR=1 node ../lib/cli/main.js diff --base change/base --head change/head --inventory platform/clusters/prod-eu.yaml >change/diff.expected.txt || [ $? = 1 ]
NO_COLOR=1 node ../lib/cli/main.js overhead change/head --inventory platform/clusters/prod-eu.yaml >change/overhead.expected.txt
NO_COLOR=1 node ../lib/cli/main.js simulate textbook-fluentd/fluentd-daemonset.yaml --inventory nodes-come-and-go/cluster.yaml --events nodes-come-and-go/events.yaml >nodes-come-and-go/simulate.expected.txt
