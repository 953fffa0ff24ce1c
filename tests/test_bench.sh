#!/usr/bin/env bash
# The benchmarks work and every answer in them is right; nothing about time.
# usage: test_bench.sh PROGRAM ROOT
set -u
build=$(dirname "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
check() { # WHAT COMMAND...
  local what=$1
  shift
  "$@" >/dev/null 2>&1 && return
  echo "$what: not so: $*"
  bad=1
}

if ! python3 "$2/bench/run.py" --quick --build "$build" --output "$work" \
  >"$work/stdout" 2>"$work/stderr"; then
  cat "$work/stderr"
  exit 1
fi
for chart in paths years indicators threads; do
  for ending in svg png tsv; do
    check "chart of $chart" test -s "$work/scaling-$chart.$ending"
  done
done
check 'results as JSON' python3 -m json.tool "$work/results.json"
check 'rows of W1' grep -q '^| dubao random |.* right: yes |$' "$work/results.md"
check 'rows of a peer' grep -q '^| GSL textbook |.* right: yes |$' "$work/results.md"
check 'nothing wrong' sh -c "! grep -q 'right: NO' $work/results.md"

# the mean of nine chances, by Fourier inversion (Gil-Pelaez 1951): 0.48361979753774
"$build/bench_sweep" "$2/bench/w4.json" exact 1000 3 >"$work/sweep"
check 'sweep' grep -q '"p": 0.4836197975377' "$work/sweep"
exit "$bad"
