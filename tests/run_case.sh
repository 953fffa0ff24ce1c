#!/usr/bin/env bash
# Runs the program from outside: tests/cases/NAME/command holds its arguments (one line, read by the
# shell, in the case's folder); expected are the files stdout, stderr (missing: nothing) and code
# (missing: 0). With UPDATE=1 the expectations are rewritten; the diff is then reviewed.
# usage: run_case.sh PROGRAM CASE_FOLDER
set -u
program=$1
cd "$2" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export dubao="$program" work LC_ALL=C.UTF-8
bash ./command >"$work/stdout" 2>"$work/stderr"
echo $? >"$work/code"
# The version does not matter, and processors differ in the last bits: numbers to six digits, and
# the errors that exact methods estimate of themselves, below 1e-9, as TINY.
version=$("$program" --version | cut -d' ' -f2)
V=$version perl -pi -e 's/\Q$ENV{V}\E/VERSION/g;
  s/(?<![\w.])\d+(?:[.,]\d+)?e-(?:09|[1-9]\d+)/TINY/g;
  s/(?<![\w.])(\d+)([.,])(\d{7,})(e-?\d+)?/my ($m, $n) = ($2, sprintf("%.6g", "$1.$3" . ($4 || ""))); $n =~ s{\.}{$m}; $n/ge' "$work/stdout"
if [ -n "${UPDATE:-}" ]; then
  for name in stdout stderr code; do
    cp "$work/$name" "$name"
    if [ ! -s "$name" ] || [ "$(cat code 2>/dev/null)$name" = 0code ]; then rm -f "$name"; fi
  done
  exit 0
fi
[ -f code ] || echo 0 >"$work/expected-code"
bad=0
for name in stdout stderr code; do
  expected=$name
  if [ ! -f "$name" ]; then
    expected=$work/expected-$name
    [ -f "$expected" ] || : >"$expected"
  fi
  diff -u "$expected" "$work/$name" || bad=1
done
exit $bad
