#!/bin/sh
# Prints the go.mod with which main.go asks another Kubernetes release:
#
#   sh release.sh 1.31.0 > /tmp/1.31.0.mod
#   go run -mod=mod -modfile=/tmp/1.31.0.mod . < daemon-sets.ndjson
#
# k8s.io/kubernetes asks for its staging modules at v0.0.0; each is replaced by the release of the same number.
set -eu
version=$1
staging=v0.${version#1.}
source=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')

echo 'module validation'
echo
grep -E '^(go|godebug) ' "$source"
echo
echo "require k8s.io/kubernetes v$version"
echo
echo 'replace ('
sed -n "s#^[[:space:]]*\(k8s.io/[a-z-]*\) => ./staging/.*#	\1 => \1 $staging#p" "$source"
echo ')'
