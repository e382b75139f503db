#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The indexer and what may go wrong: for each, the message, the exit status,
# and that nothing is lost.
. "${0%/*}/lib.sh"

C=$T/content
I=$T/index
at=2026-03-01

# --- a small council ---------------------------------------------------------

# page PATH TITLE AUDIENCE [FIELD...]; the body is standard input.
page() {
  page_path=$C/$1
  mkdir -p "${page_path%/*}"
  {
    printf -- '---\ntitle: %s\ntype: guide\naudience: %s\n' "$2" "$3"
    printf 'owner: Head of things\nreviewed: 2026-01-01\n'
    printf 'review-by: 2027-01-01\n'
    shift 3
    [ $# -eq 0 ] || printf '%s\n' "$@"
    printf -- '---\n'
    cat
  } >"$page_path"
}

council() {
  rm -rf "$C"
  page waste/bins.md "Find your bin day" public <<'END'
Bins are emptied on a weekday. See [the permit](../parking/permit.md#apply).

> [!STAFF]
> The crew log has the password zanzibar.

## Which bin?

Green, then brown.
END
  page parking/permit.md "Get a parking permit" public <<'END'
You need a car.

## Apply

Ask [the desk](../parking/secretdesk.md) of the council? No: write to us.
END
  sed -i '/secretdesk/s/.*/Write to us./' "$C/parking/permit.md"
  page parking/secretdesk.md "Secretdesk" staff <<'END'
For advisors: the quetzal procedure.
END
}

build() {
  "$INDEXER" build --content "$C" --index "$I" --at "$at" "$@"
}

update() {
  "$INDEXER" update --content "$C" --index "$I" --at "$at" "$@"
}

dump() { # SITE: into $T/dump.SITE
  "$INDEXER" dump "$I/$1" >"$T/dump.$1"
}

# live SITE ID: the index has the page.
live() {
  dump "$1" && grep -qxF "document $2" "$T/dump.$1"
}

gone() {
  dump "$1" && ! grep -qxF "document $2" "$T/dump.$1"
}

# The index is what a build from nothing makes.
sound() { # NAME
  rm -rf "$T/fresh"
  run "$INDEXER" build -q --content "$C" --index "$T/fresh" --at "$at"
  for site in staff public; do
    dump "$site" 2>"$err"
    "$INDEXER" dump "$T/fresh/$site" >"$T/fresh.$site" 2>>"$err"
    same "$1: $site as built from nothing" "$T/dump.$site" "$T/fresh.$site"
  done
}

# --- the good way ------------------------------------------------------------

council
exits "a folder without settings builds" 0 build
has "the summary counts pages" "$err" "public: 2 pages; 2 added"
ok "a public page is on both sites" live public waste/bins
ok "on the staff site too" live staff waste/bins
ok "a staff page is on the staff site" live staff parking/secretdesk
ok "and on no other" gone public parking/secretdesk
dump public
hasnt "no staff word is in the public index" "$T/dump.public" zanzibar
hasnt "no staff title either" "$T/dump.public" Secretdesk
hasnt "nor the name of a staff file" "$T/dump.public" secretdesk

cp -r "$I" "$T/before"
exits "update with nothing changed" 0 update
has "nothing was read anew" "$err" " 0 files read"
ok "and nothing written" diff -r "$T/before" "$I"

page waste/bins.md "Find your bin day" public <<'END'
Bins are emptied on Mondays.
END
exits "update takes a change" 0 update -v
has "it names the page" "$err" "public: waste/bins: put"
has "only that file was read" "$err" " 1 file read"
sound "after a change"

rm "$C/parking/secretdesk.md"
exits "update takes a removal" 0 update -v
has "it names the removed page" "$err" "staff: parking/secretdesk: removed"
sound "after a removal"

# --- time ----------------------------------------------------------------------

council
page parking/soon.md "From April" public "from: 2026-04-01" <<'END'
Embargoed xylophone.
END
page parking/over.md "Until March" public "until: 2026-03-31" <<'END'
Old news.
END
exits "dates are no error" 0 update
ok "what is to come is not on the site" gone public parking/soon
ok "nor on the staff's" gone staff parking/soon
ok "what has not ended is" live public parking/over
hasnt "no word of what is to come" "$T/dump.public" xylophone
at=2026-04-01
exits "a day later, nothing changed but the time" 0 update
ok "what came is there" live public parking/soon
ok "what ended is not" gone public parking/over
sound "after midnight"
at=2026-03-01

# --- bad files -------------------------------------------------------------------

# bad NAME TEXT-OF-THE-MESSAGE: update leaves something out and says so; the
# rest is published.
bad() {
  exits "$1: exit 1" 1 update
  has "$1: the message" "$err" "$2"
  ok "$1: the rest is there" live public waste/bins
}

council
: >"$C/waste/empty.md"
bad "an empty file" "waste/empty.md"

council
head -c 3000 /dev/urandom >"$C/waste/binary.md"
bad "a binary file" "waste/binary.md"

council
page waste/huge.md "Huge" public </dev/null
head -c 300000 /dev/zero | tr '\0' x >>"$C/waste/huge.md"
bad "a huge file" "waste/huge.md:1:1: error: this file is larger than 256 KiB"

council
page waste/latin.md "Latin" public <<'END'
END
printf 'Caf\351 au lait.\n' >>"$C/waste/latin.md"
bad "a file that is not UTF-8" "waste/latin.md:9:1: error: this line is not UTF-8"

council
page waste/field.md "Field" public "colour: blue" <<'END'
Text.
END
bad "an unknown field" "waste/field.md:8"
has "it is named" "$err" "colour"

council
ln -s /etc/passwd "$C/waste/passwd.md"
ln -s ../.. "$C/waste/up"
bad "a symbolic link" "waste/passwd.md: error: this is a symbolic link"
has "a link to a folder too" "$err" "waste/up: error: this is a symbolic link"
dump staff
hasnt "what it leads to was not read" "$T/dump.staff" "root:x"

council
mkfifo "$C/waste/pipe.md"
bad "a pipe" "waste/pipe.md: error: this is not a regular file"

council
printf '[' >"$C/waste/name.MD"
bad "an ending in capitals" "waste/name.MD: error: only files that end in .md"

council
page waste/bomb.md "Bomb" staff </dev/null
python3 -c 'print("![[]()" * 40000)' >>"$C/waste/bomb.md" 2>/dev/null
bad "a file that takes too long" "waste/bomb.md"

# Root reads everything, unless that power is taken away.
real=$INDEXER
can_be_shut_out=yes
if [ "$(id -u)" -eq 0 ]; then
  cat >"$T/humble-indexer" <<END
#!/bin/sh
exec setpriv --bounding-set=-dac_override,-dac_read_search "$real" "\$@"
END
  chmod +x "$T/humble-indexer"
  INDEXER=$T/humble-indexer
  "$INDEXER" --version >/dev/null 2>&1 || can_be_shut_out=
fi
council
page waste/shut.md "Shut" public <<'END'
Text.
END
if [ "$can_be_shut_out" ]; then
  exits "a file that can be read" 0 update
  ok "is public" live public waste/shut
  chmod 0 "$C/waste/shut.md"
  bad "an unreadable file" \
    "waste/shut.md: error: this file cannot be read: Permission denied"
  ok "what cannot be seen to be public is not" gone public waste/shut
  ok "its last good version stays on the staff site" live staff waste/shut
  chmod 0 "$C/parking"
  exits "an unreadable folder: exit 3" 3 update
  has "an unreadable folder: the message" "$err" \
    "cannot read folder parking: Permission denied"
  ok "and its pages stay" live public parking/permit
  chmod 755 "$C/parking"
  chmod 644 "$C/waste/shut.md"
else
  skip "an unreadable file" "root reads everything"
fi
INDEXER=$real

council
cp "$C/waste/bins.md" "$T/lf.md"
{
  printf '\357\273\277'
  sed 's/$/\r/' "$T/lf.md"
} >"$C/waste/bins.md"
exits "a byte order mark and CRLF are taken" 0 update
ok "and the page is there" live public waste/bins

# --- settings ----------------------------------------------------------------------

council
printf 'name: Wenmarsh\ntime-zone: Europe/London\n' >"$C/site.yaml"
exits "settings are taken" 0 update
dump public
has "and stand in the index" "$T/dump.public" Wenmarsh
printf 'name: Wenmarsh\nnam: Slip\n  - [\n' >"$C/site.yaml"
bad "a setting with a slip" "site.yaml:"
dump public
has "the last good settings stay" "$T/dump.public" Wenmarsh
printf 'name: Wenmarsh\ntime-zone: Europe/Londno\n' >"$C/site.yaml"
bad "a time zone that does not exist" "there is no time zone Europe/Londno"
printf 'key,amount\n"' >"$C/fees.csv"
rm "$C/site.yaml"
bad "a table that does not end" "fees.csv:"
rm "$C/fees.csv"
printf -- '- key: waste\n  title: Bins\n' >"$C/services.yaml"
exits "services.yaml leaves out a folder" 1 update
has "the pages are named" "$err" \
  "parking/permit.md: error: there is no service parking in services.yaml"
ok "their last good versions stay" live public parking/permit
rm "$C/services.yaml"
exits "and all is well again" 0 update
sound "after the settings"

# --- last good versions --------------------------------------------------------------

council
exits "from here" 0 update
page parking/permit.md "Get a parking permit" public "colour: red" <<'END'
## Apply
END
exits "a file gets an error" 1 update
ok "its page stays" live public parking/permit
hasnt "who links to it is not in error" "$err" "waste/bins.md"
before=$(readlink "$I/public/current")
exits "a build carries it over" 1 build
ok "into a new generation" live public parking/permit
ok "on both sites" live staff parking/permit
is "which is the next one" "$(readlink "$I/public/current")" \
  "gen-$((${before#gen-} + 1))"
page parking/permit.md "Get a parking permit" staff "colour: red" <<'END'
## Apply
END
exits "it says that it is for staff" 1 update
ok "and leaves the public site at once" gone public parking/permit
ok "but not the staff's" live staff parking/permit
has "who links to it cannot now" "$err" "[E10]"
page parking/permit.md "Get a parking permit" public "colour: red" \
  "until: 2026-02-01" <<'END'
## Apply
END
exits "a file in error that has expired" 1 update
ok "is not public" gone public parking/permit
council
exits "mended" 0 update
sound "after errors"

rm "$C/parking/permit.md"
exits "a link to nothing" 1 update
has "is named with its place" "$err" "waste/bins.md:9:"
has "by its code" "$err" "[E02]"
ok "the page that has it stays as it was" live public waste/bins
ok "the other has gone" gone public parking/permit

# --- addresses -------------------------------------------------------------------------

council
exits "from here on" 0 update
cat >"$C/waste/bins.xml" <<'END'
<guide xmlns="urn:signpost:content:1" id="waste/bins" audience="public"
 owner="Head" reviewed="2026-01-01" review-by="2027-01-01">
<title>Another</title><p>Text.</p></guide>
END
exits "two files with one address" 1 update
has "the one that is live wins" "$err" \
  "waste/bins.xml: error: the address waste/bins is that of waste/bins.md"
ok "and stays" live public waste/bins
mv "$C/waste/bins.md" "$T/bins.md"
exits "the first one goes" 0 update
dump public
has "the second takes its place" "$T/dump.public" Another
mv "$T/bins.md" "$C/waste/bins.md"
exits "the first comes back" 1 update
has "and now it is the one too many" "$err" \
  "waste/bins.md: error: the address waste/bins is that of waste/bins.xml"
rm "$C/waste/bins.xml"
exits "alone again" 0 update
echo '<guide' >"$C/waste/bins.xml"
exits "one that cannot be read, with the same address" 1 update
rm "$C/waste/bins.xml"
exits "goes" 0 update
ok "and takes no page with it" live public waste/bins
sound "after two files had one address"

page waste/new.md "Renamed" public "redirect-from: waste/old; parking/permit" <<'END'
Text.
END
exits "a redirect from a live address" 1 update
has "is refused" "$err" \
  "waste/new.md: error: the address parking/permit is that of parking/permit.md"
page waste/new.md "Renamed" public "redirect-from: waste/old" <<'END'
Text.
END
exits "a redirect from a free one is taken" 0 update
dump public
has "and stands in the index" "$T/dump.public" "redir:waste/old waste/new"
sound "with a redirect"

# --- the index ---------------------------------------------------------------------------

council
exits "an index" 0 build
if command -v xapian-metadata >/dev/null; then
  xapian-metadata set "$I/public/current/" schema 999
  exits "an index of another version" 0 update
  has "is built anew" "$err" "the public index was made by another version"
  sound "after another version"
else
  skip "an index of another version" "xapian-metadata is not installed"
fi
for table in "$I"/staff/current/*.glass "$I/staff/current/iamglass"; do
  : >"$table"
done
exits "a damaged index" 0 update
has "is built anew" "$err" "the staff index is damaged"
sound "after damage"
# In a larger one the damage is met on the way, and may kill who meets it.
rm -rf "$C"
cp -r "$SP_SOURCE/content" "$C"
run update
python3 -c '
import sys
with open(sys.argv[1], "r+b") as table:
    for block in range(1, table.seek(0, 2) // 8192):
        table.seek(block * 8192 + 2000)
        table.write(b"\xa5" * 4000)' "$I/staff/current/postlist.glass"
run update
matches "late damage is met by building anew too" "$err" "building anew"
sound "after late damage"
council
run update
rm -rf "$I/public"
exits "a missing index" 0 update
sound "after one was removed"
mkdir "$I/public/gen-77"
: >"$I/public/gen-77/flintlock"
exits "what a killed build left" 0 update
ok "is swept up" test ! -e "$I/public/gen-77"

# --- what ends a run -----------------------------------------------------------------------

# refused NAME MESSAGE COMMAND...: exit 3, and the index serves as before.
refused() {
  refused_name=$1
  refused_text=$2
  shift 2
  rm -rf "$T/before"
  cp -r "$I" "$T/before"
  exits "$refused_name: exit 3" 3 "$@"
  has "$refused_name: the message" "$err" "$refused_text"
  for site in staff public; do
    "$INDEXER" dump "$T/before/$site" >"$T/was" 2>"$err"
    dump "$site" 2>"$err"
    same "$refused_name: $site serves as before" "$T/dump.$site" "$T/was"
  done
}

council
run update
mv "$C" "$T/away"
refused "no content folder" "$C: No such file" update
mkdir "$C"
refused "an empty content folder" "there is no document in $C" update
: >"$C/note.txt"
refused "a folder without documents" "there is no document in $C" build
rm -r "$C"
mv "$T/away" "$C"
: >"$T/plain"
exits "an index folder that is a file" 3 \
  "$INDEXER" update --content "$C" --index "$T/plain"
has "is named" "$err" "$T/plain is not a folder"

page waste/bins.md "Find your bin day" public <<'END'
Changed while the lock was held.
END
# The lock is held by a process that says so, until its input ends.
mkfifo "$T/hold"
python3 -c '
import fcntl, sys
lock = open(sys.argv[1], "r+")
fcntl.flock(lock, fcntl.LOCK_EX)
print("signpost-indexer watch, process 4711, since 2026-01-01", file=lock, flush=True)
print("held", flush=True)
sys.stdin.read()' "$I/lock" <"$T/hold" >"$T/held" &
exec 9>"$T/hold"
wait_until 20 grep -q held "$T/held" || bail "the lock is not held"
refused "two indexers at once" \
  "in use by signpost-indexer watch, process 4711, since 2026-01-01" update
exec 9>&-
wait $!
exits "when the first has ended" 0 update
sound "after waiting"

# A page of many words of its own.
large() { # SEED
  page waste/bins.md "Find your bin day" public <<END
$(python3 -c 'import random, sys
random.seed(sys.argv[1])
for n in range(12000):
    print("w%06x" % random.randrange(1 << 24), end=" " if n % 60 else "\n\n")' "$1")
END
}

# A disk that is full: a small one, and a limit on the size of a file.
mkdir "$T/disk"
if [ "$(id -u)" -eq 0 ] &&
  mount -t tmpfs -o size=1m none "$T/disk" 2>/dev/null; then
  at_end "umount '$T/disk'"
  council
  I=$T/disk/index
  exits "a build on a small disk" 0 build
  large 1
  refused "a full disk" "No space left" update
  dd if=/dev/zero of="$T/disk/filler" bs=4k 2>/dev/null
  refused "a disk without any room" "signpost-indexer: " build
  rm "$T/disk/filler"
  mount -o remount,size=3m "$T/disk"
  exits "room for one of two indexes" 3 update
  has "is told" "$err" "one index was written, the other was not"
  mount -o remount,size=20m "$T/disk"
  exits "with room again" 0 update
  sound "after a full disk"
  I=$T/index
else
  skip "a full disk" "no disk of a test's own"
fi
limited() (
  ulimit -f 200
  update
)
council
run update
large 2
refused "no room for larger files" "signpost-indexer: " limited
exits "with room for them" 0 update
sound "after a lack of room"

# --- killed ------------------------------------------------------------------------------------

# Enough to do that a kill comes in the middle of it.
council
n=0
while [ "$n" -lt 120 ]; do
  n=$((n + 1))
  page "waste/page-$n.md" "Page $n" public <<END
Text of page $n. See [bins](bins.md).
END
done
exits "many pages" 0 build
kills=0
for delay in 0.00 0.02 0.04 0.06 0.08 0.10 0.13 0.16 0.20 0.25 0.30 0.40; do
  n=0
  while [ "$n" -lt 120 ]; do
    n=$((n + 1))
    sed -i "s/^Text of.*/Text of page $n after $delay. See [bins](bins.md)./" \
      "$C/waste/page-$n.md"
  done
  command=update
  [ $((kills % 3)) -ne 2 ] || command=build
  "$INDEXER" "$command" -q --content "$C" --index "$I" --at "$at" \
    2>"$err" &
  victim=$!
  sleep "$delay"
  kill -9 "$victim" 2>/dev/null
  wait "$victim" 2>/dev/null
  kills=$((kills + 1))
  "$INDEXER" dump "$I/public" >/dev/null 2>"$T/unreadable" ||
    echo "after $delay" >>"$T/unreadable"
  update -q 2>>"$T/unreadable" || echo "update after $delay" >>"$T/unreadable"
done
is "readable after each of $kills kills" "$(cat "$T/unreadable")" ""
sound "after kills"

# --- foreign files ---------------------------------------------------------------------------------

rm -rf "$C"
mkdir -p "$C/notes"
printf '# Reset a password\n\nSome <b>bold</b> words.\n' >"$C/notes/reset.md"
exits "foreign files are errors" 1 build
has "with a reason" "$err" "notes/reset.md"
exits "unless they are welcome" 0 build --lenient
ok "then they are staff pages" live staff notes/reset
ok "and nothing else" gone public notes/reset
exits "or what is said" 0 update --lenient --default-audience public
ok "public pages" live public notes/reset

# --- check and dump -----------------------------------------------------------------------------------

council
exits "check of a clean folder" 0 "$INDEXER" check "$C"
is "prints nothing" "$(cat "$out")" ""
page waste/bad.md "Bad" public "colour: blue" <<'END'
See [this](nothing.md).
END
exits "check of one that is not" 1 "$INDEXER" check "$C"
matches "says where" "$out" '^waste/bad\.md:[0-9]+:[0-9]+: error: .* \[E25\]$'
exits "as JSON" 1 "$INDEXER" check --format json "$C"
ok "which is JSON" python3 -c 'import json, sys
found = json.load(open(sys.argv[1]))["diagnostics"]
assert found[0]["path"] == "waste/bad.md" and found[0]["severity"] == "error"' "$out"
exits "check writes no index" 3 "$INDEXER" dump "$C"
exits "check of nothing" 3 "$INDEXER" check "$T/nothing"
exits "dump of nothing" 3 "$INDEXER" dump "$T/nothing"

# --- the command line -----------------------------------------------------------------------------------

exits "no command" 2 "$INDEXER"
exits "an unknown command" 2 "$INDEXER" biuld
has "the nearest is named" "$err" "did you mean build?"
exits "a control socket is for watch alone" 2 update --socket "$T/socket"
exits "an unknown option" 2 update --contnet x
has "the nearest option is named" "$err" "did you mean --content?"
exits "an option without its value" 2 "$INDEXER" build --content
exits "an option of another command" 2 build --strict
exits "a date that is none" 2 update --at 2026-02-30
exits "an audience that is none" 2 build --lenient --default-audience all
exits "no index" 2 "$INDEXER" build --content "$C"
exits "one argument too many" 2 "$INDEXER" check "$C" "$C"
exits "--help" 0 "$INDEXER" --help
has "tells the exit status" "$out" "Exit status:"
# Names of commands and options, with the letter of each that has one.
sed -nE 's/^  ([a-z]+)  +.*/\1/p; s/^  -(.), --([a-z-]+).*/\1 \2/p
  s/^ +--([a-z-]+).*/\1/p' "$out" | sort >"$T/help"
sed -nE '/^\.Sh (DESCRIPTION|OPTIONS)/,/^\.El/{
  s/^\.It Cm ([a-z]+)$/\1/p; s/^\.It Fl -([a-z-]+).*/\1/p
  s/^\.It Fl ([a-zA-Z]) , Fl -([a-z-]+).*/\1 \2/p
}' "$SP_SOURCE/docs/man/signpost-indexer.1" | sort >"$T/man"
ok "--help names commands and options" grep -qx "V version" "$T/help"
same "the manual page names the same" "$T/help" "$T/man"
exits "--version" 0 "$INDEXER" --version
matches "is one line" "$out" '^signpost-indexer [0-9]+\.[0-9]+\.[0-9]+$'
council
exits "-q is silent when all is well" 0 "$INDEXER" build -q --content "$C" \
  --index "$T/quiet"
exits "the child is no command for people" 2 "$INDEXER" parser-child

finish
