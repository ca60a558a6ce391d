#!/usr/bin/env bash
# Every property with new cases: bash test/properties/run.sh [HOW MANY SEEDS] [FIRST SEED]
set -euo pipefail
cd "$(dirname "$0")/../.."

mapfile -t files < <(grep -rl --include='*.test.ts' "from 'fast-check'" test)
first=${2:-$RANDOM}
for ((seed = first; seed < first + ${1:-10}; seed++)); do
  echo "seed $seed"
  PROPERTY_SEED=$seed npx jest --reporters=summary --coverage=false "${files[@]}"
done
