# SPDX-License-Identifier: GPL-2.0-or-later
# tests/t/python.sh - tests whose inside is Python.  After lib.sh:
#
#   python FILE ARGUMENT...   run tests/t/FILE and take its results; it fails
#                             too when it ends with an error
#   take_results FILE         its lines `ok - NAME`, `not ok - NAME` and
#                             `# ...` become this test's
#
# On the other side is results.py.

PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

take_results() {
  taken=0
  cp "$1" "$T/results"
  while IFS= read -r take_line; do
    case $take_line in
    'ok - '*) pass "${take_line#ok - }" ;;
    'not ok - '*) fail "${take_line#not ok - }" ;;
    '#'*) printf '%s\n' "$take_line"; continue ;;
    *) continue ;;
    esac
    taken=$((taken + 1))
  done <"$T/results"
  [ "$taken" -gt 0 ] || fail "there are results"
}

python() {
  python_file=$1
  shift
  run python3 "$here/$python_file" "$@"
  take_results "$out"
  if [ "$status" -ne 0 ]; then
    fail "$python_file $1 ends well"
    note "exit status $status"
    tail -n 20 "$err" | sed 's/^/# /'
  fi
}
