# SPDX-License-Identifier: GPL-2.0-or-later
# tests/t/python.sh - tests whose inside is Python.  After lib.sh:
#
#   python FILE ARGUMENT...   run tests/t/FILE; its lines `ok - NAME`,
#                             `not ok - NAME` and `# ...` become this test's.
#                             It fails too when it ends with an error.
#
# On the other side is results.py.

PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

python() {
  python_file=$1
  shift
  run python3 "$here/$python_file" "$@"
  cp "$out" "$T/results"
  python_seen=0
  while IFS= read -r python_line; do
    case $python_line in
    'ok - '*) pass "${python_line#ok - }"; python_seen=1 ;;
    'not ok - '*) fail "${python_line#not ok - }"; python_seen=1 ;;
    '#'*) printf '%s\n' "$python_line" ;;
    esac
  done <"$T/results"
  if [ "$status" -ne 0 ] || [ "$python_seen" = 0 ]; then
    fail "$python_file $1 ends well"
    note "exit status $status"
    tail -n 20 "$err" | sed 's/^/# /'
  fi
}
