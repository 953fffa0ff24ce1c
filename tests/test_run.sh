#!/usr/bin/env bash
# The main job from outside: what is in the folder, and that a failure of any kind leaves the old
# folder as it was and nothing half written.
# usage: test_run.sh PROGRAM ROOT
set -u
dubao=$1
plan=$2/scenarios/nghe-an/plan-174.json
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0

expect() { # WHAT CODE COMMAND...
  local what=$1 code=$2 got
  shift 2
  "$@" >stdout 2>stderr
  got=$?
  [ "$got" -eq "$code" ] && return
  echo "$what: exit code $got, expected $code"
  cat stderr
  bad=1
}
check() { # WHAT COMMAND...
  local what=$1
  shift
  "$@" >/dev/null 2>&1 && return
  echo "$what: not so: $*"
  bad=1
}
says() { check "message of $1" grep -qF -- "$2" stderr; }
listing() { find "$1" -mindepth 1 -printf '%P %s\n' 2>/dev/null | sort; }

# ---- all that is promised ----
expect 'run' 0 "$dubao" run "$plan" -o out
for file in summary.vi.md summary.en.md project.txt project.md project.json projection.csv required.csv \
  simulate.txt simulate.md simulate.json targets.csv joint.csv joint_members.csv both_missed.csv first_year.csv reached_by.csv base.csv on_path.csv forecast.csv manifest.json; do
  check "out/$file" test -s "out/$file"
done
for chart in fan path; do
  for subject in output value_added; do
    for ending in svg png pdf gp tsv; do
      check "chart" test -s "out/$chart-$subject.$ending"
    done
  done
done
for chart in cdf probability; do
  for subject in output-2025 value_added-2025 output-growth-2026-2030; do
    for ending in svg png pdf gp tsv; do
      check "chart" test -s "out/$chart-$subject.$ending"
    done
  done
done
for chart in targets joint first_year audit; do
  for ending in svg png pdf gp tsv; do
    check "chart" test -s "out/$chart.$ending"
  done
done
check 'nothing left over' test -z "$(find . -name '.dubao-*')"
check 'Vietnamese numbers' grep -q '165.000' out/summary.vi.md
check 'required growth' grep -q '18,94 %' out/summary.vi.md
check 'required growth' grep -q '18.94 %' out/summary.en.md
check 'a user can redraw' sh -c 'cd out && rm fan-output.svg && gnuplot fan-output.gp && test -s fan-output.svg'

# what the README quotes is what the program says
sed "s/\xC2\xA0/ /g" out/summary.en.md >plain.md
"$dubao" audit "$plan" --lang en --format markdown >>plain.md
sed -n 's/^> //p' "$2/README.md" | while read -r line; do
  grep -qF -- "$line" plain.md || echo "README: not said any more: $line"
done >quotes
check 'README quotes' test ! -s quotes
cat quotes
cat >mistakes.json <<'JSON'
{"dubao":1,"id":"x","years":{"base":2020,"end":2030},"periods":{"2021-2025":[2021,2025],"2026-2030":[2026,2030]},
"indicators":{"output":{"model":"compond","base":69304,"growth":{"2021-2025":{"uniform":[16.5,"17.5%"]},"2026-2030":0.1}}},
"targets":{"output-2025":{"indicator":"output","year":2035,"at_least":1}}}
JSON
expect 'mistakes' 3 "$dubao" check mistakes.json
sed -n 's/^      \(\/.*\)/\1/p' "$2/README.md" | while read -r line; do
  grep -qxF -- "$line" stderr || echo "README: not said any more: $line"
done >quotes
check 'README mistakes' test ! -s quotes
check 'three of them' test "$(wc -l <stderr)" -eq 4

# ---- the same bytes again, and from the manifest alone ----
expect 'run again' 0 "$dubao" run "$plan" -o again --threads 1
for file in simulate.json project.json summary.vi.md targets.csv fan-output.gp fan-output.tsv; do
  check "same bytes of $file" cmp "out/$file" "again/$file"
done
python3 -c 'import json; m = json.load(open("out/manifest.json")); p = m["parameters"]; p.pop("history"); p.pop("evidence")
json.dump(p, open("remade.json", "w"))'
expect 'the manifest is a scenario' 0 "$dubao" simulate remade.json --format json -o remade.out
check 'that gives the same results' python3 -c 'import json
a, b = json.load(open("out/simulate.json")), json.load(open("remade.out"))
assert a["targets"] == b["targets"] and a["indicators"].keys() == b["indicators"].keys()'

# ---- failures ----
listing out >before
same() { listing out >after; check "$1 leaves the folder as it was" cmp before after; }

printf '{"dubao": 1' >broken.json
expect 'broken scenario' 3 "$dubao" run broken.json -o out
says 'broken scenario' 'broken.json:1:12'
same 'a broken scenario'

expect 'broken scenario, new folder' 3 "$dubao" run broken.json -o fresh
check 'no folder made' test ! -e fresh

expect 'folder that is a file' 1 "$dubao" run "$plan" -o broken.json
expect 'folder below a file' 1 "$dubao" run "$plan" -o broken.json/out
expect 'file below nothing' 1 "$dubao" simulate "$plan" -o /proc/none/x.json
expect 'file that is a folder' 1 "$dubao" simulate "$plan" -o out
expect 'full device' 1 "$dubao" simulate "$plan" -o /dev/full
says 'full device' 'No space left'
expect 'full standard output' 1 sh -c '"$1" simulate "$2" >/dev/full' - "$dubao" "$plan"
expect 'closed pipe' 1 bash -c 'set -o pipefail; "$1" simulate "$2" --verbose --format json --set "/years/end=2030" | true; exit ${PIPESTATUS[0]}' - "$dubao" "$plan"

# a disk that is full after 20 kB of any file
expect 'full disk' 1 bash -c 'ulimit -f 20; exec "$1" run "$2" -o out' - "$dubao" "$plan"
same 'a full disk'
expect 'full disk, new folder' 1 bash -c 'ulimit -f 20; exec "$1" run "$2" -o fresh' - "$dubao" "$plan"
check 'no folder left' test ! -e fresh

# an interrupt stops within a second and leaves nothing
"$dubao" run "$plan" -o fresh --paths 1e10 >stdout 2>stderr &
pid=$!
sleep 0.5
kill -INT $pid
start=$(date +%s%N)
wait $pid
code=$?
check 'interrupt' test $code -eq 130
check 'within a second' test $(($(date +%s%N) - start)) -lt 3000000000
check 'nothing left' test ! -e fresh

# ---- without gnuplot: all numbers, a warning, 6 ----
expect 'no gnuplot' 6 env PATH=/nowhere "$dubao" run "$plan" -o bare
says 'no gnuplot' 'gnuplot is not installed'
for file in summary.vi.md simulate.json targets.csv fan-output.gp fan-output.tsv manifest.json; do
  check "bare/$file" test -s "bare/$file"
done
check 'no picture' test ! -e bare/fan-output.png

# ---- one chart ----
expect 'one chart' 0 "$dubao" chart fan "$plan" --indicator output -o one.png --lang en
check 'the picture, script and data' test -s one.png -a -s one.gp -a -s one.tsv
check 'no other format' test ! -e one.svg
expect 'which one?' 2 "$dubao" chart fan "$plan" -o one.png
says 'which one?' '--indicator'
expect 'unknown target' 2 "$dubao" chart cdf "$plan" --target none -o x.png
expect 'a folder of charts' 0 "$dubao" chart cdf "$plan" --format svg -o charts
check 'one for each target' test "$(ls charts/*.svg | wc -l)" -eq 7

expect 'a chart of the scenario' 0 "$dubao" chart targets "$plan" -o all.svg
check 'the picture, script and data' test -s all.svg -a -s all.gp -a -s all.tsv
expect 'a chart of what it takes' 0 "$dubao" chart corridor "$plan" --target output-2025 --format svg -o corridor
check 'the corridor' grep -q 'chance80' corridor/corridor-output-2025.tsv
expect 'levers' 0 "$dubao" chart frontier "$plan" --target output-2025 --paths 2000 -o frontier.svg \
  --set '/levers={"base": {"pointer": "/indicators/output/base", "from": 60000, "to": 90000}}'
check 'the frontier' test "$(wc -l <frontier.tsv)" -eq 12 -a -s frontier.svg
expect 'no levers' 3 "$dubao" chart frontier "$plan" -o none.svg
expect 'a chart of nothing' 3 "$dubao" chart joint "$plan" -o pair.svg --set /targets=null --set /groups=null
says 'a chart of nothing' 'nothing that the chart joint could show'
check 'no picture' test ! -e pair.svg

# ---- standard input, --set, memory that does not grow ----
expect 'standard input' 0 sh -c '"$1" simulate - <remade.json' - "$dubao"
expect '--set' 0 "$dubao" project "$plan" --format json --set /indicators/output/base=75000
check '--set changes the base' python3 -c 'import json
assert json.load(open("stdout"))["indicators"]["output"]["low"][0] == 75000'
expect '--set of nothing' 3 "$dubao" project "$plan" --set /indicators/outptu/base=75000
says '--set of nothing' 'output'
peak() { python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$dubao" simulate "$plan" --paths "$1"; }
few=$(peak 20000)
many=$(peak 1000000)
check "memory at 20,000 ($few kB) and 1,000,000 paths ($many kB)" test $((many * 10)) -lt $((few * 11))

exit $bad
