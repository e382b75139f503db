#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Scripts as calls and visits go through them: every script of the sample on
# both sites, with the answers in the address.
. "${0%/*}/lib.sh"
. "$here/python.sh"
. "$here/servers.sh"

exits "the sample is built" 0 "$INDEXER" build -q --at '2026-11-23 10:00' \
  --content "$SP_SOURCE/content" --index "$T/index"
mkdir -p "$T/small/housing"
cat >"$T/small/housing/door.md" <<'END'
---
title: A door
type: script
audience: public
owner: Housing
reviewed: 2026-11-01
review-by: 2027-11-01
---
## Is it open?
> Is it open?

- [Yes](#who)
- [No](#shut)
- [Not sure](#who)

## Who is there?
> Who is there?

- [A friend](#let-in) *if Is it open?: Yes*
- [A stranger](#ask) *office hours*
- [A stranger](#wait) *out of hours*
- [Nobody](#shut)

## Let in
Outcome: resolved

What happens next: they come in.

## Ask
Next: [Let in](#let-in)

## Wait
Outcome: resolved

## Shut
Outcome: resolved
END
sed -i 's/#who)/#who-is-there)/' "$T/small/housing/door.md"
cat >"$T/small/housing/later.md" <<'END'
---
title: Later
type: script
audience: public
owner: Housing
reviewed: 2026-11-01
review-by: 2027-11-01
---
## Ask
> Which?

- [One](#one)
- [Zebracorn](#one) *from 2027-01-01*

## One
> [!ONLY from 2027-01-01]
> Yetimilk is the price.

Outcome: resolved
END
sed 's/audience: public/audience: staff/; s/A door/A gate/;
  s/^- \[Nobody\].*/&\n- [Quaggafish](#shut) *level 3*\n- [Ask them](#narwhal-vault)/' \
  "$T/small/housing/door.md" >"$T/small/housing/gate.md"
cat >>"$T/small/housing/gate.md" <<'END'

## Narwhal vault
Only: level 3. Otherwise [Wait](#wait)

> Open the vault.

Outcome: resolved
END
printf 'hours: Mon-Fri 09:00-17:00\n' >"$T/small/site.yaml"
exits "three small scripts are built" 0 "$INDEXER" build -q \
  --at '2026-11-23 10:00' --content "$T/small" --index "$T/few"
not_ok "what comes later is not in the residents' index" \
  grep -raqE 'Zebracorn|Yetimilk' "$T/few/public"

for site in public staff; do
  serve "$site" "$site" --index "$T/index" --at '2026-11-23 10:00'
  python walk.py every "$site" "$address"
  end_server "$site" "$server"
done
serve day public --index "$T/few" --at '2026-11-23 10:00'
python walk.py door day "$address"
end_server day "$server"
serve night public --index "$T/few" --at '2026-11-23 20:00'
python walk.py door night "$address"
end_server night "$server"
serve gate staff --index "$T/few" --at '2026-11-23 10:00'
python walk.py gate gate "$address"
end_server gate "$server"
finish
