#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Malformed HTTP: each form is refused with one reply, the connection is
# closed, nothing behind it is served, and the next good request is.
. "${0%/*}/lib.sh"
. "$here/servers.sh"

# There is no index: what gets past the gate is answered by /healthz alone.
start public public --index "$T/none" --admin "unix:$T/admin"
port=${address##*:}

sends() { # NAME EXPECTED BYTES [-s]
  python3 "$here/rawhttp.py" "$port" ${4-} "$3" >"$T/got" 2>"$T/got.err"
  is "$1" "$(cat "$T/got" "$T/got.err")" "$2, then 200"
}
refused() { # NAME STATUS BYTES
  sends "$1" "$2 closed" "$3"
}

ok='GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
get='GET /healthz HTTP/1.1\r\n'
post='POST /healthz HTTP/1.1\r\nHost: a\r\n'

# What is well-formed passes, also in small pieces and one after another.
sends "a good request is served, and the connection stays" "200 open" "$ok"
sends "byte by byte too" "200 open" "$ok" -s
sends "three at once are served in order" "200 200 200 open" "$ok$ok$ok"
sends "HEAD is GET without a body" "200 open" \
  'HEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
sends "HTTP/1.0 is served and closed" "200 closed" \
  'GET /healthz HTTP/1.0\r\nHost: a\r\n\r\n'
sends "UTF-8 in a header is let be" "200 open" \
  "${get}Host: a\\r\\nX: caf\\xc3\\xa9\\r\\n\\r\\n"
sends "an empty header value is let be" "200 open" \
  "${get}Host: a\\r\\nX:\\r\\n\\r\\n"
sends "half a request gets no reply" "open" "GET /healthz HTT"

# Line ends.
refused "bare line feeds" 400 'GET /healthz HTTP/1.1\nHost: a\n\n'
refused "a bare line feed after the request line" 400 \
  'GET /healthz HTTP/1.1\nHost: a\r\n\r\n'
refused "a bare line feed after a field" 400 "${get}Host: a\\n\\r\\n"
refused "a bare line feed ends the head" 400 "${get}Host: a\\r\\n\\n"
refused "a bare carriage return in a value" 400 "${get}Host: a\\rb\\r\\n\\r\\n"
refused "a bare carriage return in the request line" 400 \
  'GET /healthz\r HTTP/1.1\r\nHost: a\r\n\r\n'
refused "two carriage returns" 400 "${get}Host: a\\r\\r\\n\\r\\n"
refused "an empty line first" 400 "\\r\\n$ok"
refused "a bare line feed first" 400 "\\n$ok"

# Request lines.
refused "no version" 400 'GET /healthz\r\n\r\n'
refused "no target" 400 'GET HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a blank first" 400 " $ok"
refused "two blanks" 400 'GET  /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "two blanks before the version" 400 \
  'GET /healthz  HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a blank after the version" 400 \
  'GET /healthz HTTP/1.1 \r\nHost: a\r\n\r\n'
refused "a blank in the target" 400 \
  'GET /healthz x HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a tab for a blank" 400 'GET\t/healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "NUL in the method" 400 'G\x00ET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "NUL in the target" 400 'GET /healthz\x00 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a control character in the target" 400 \
  'GET /healthz\x01 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "bytes above ASCII in the target" 400 \
  'GET /caf\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a target of another site" 400 \
  'GET http://other.example/healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a target without a slash" 400 'GET healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a fragment" 400 'GET /healthz#x HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a method that is no word" 400 \
  'G(T /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a TLS greeting" 400 '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'
refused "binary" 400 '\x80\x00\xff\xfe\r\n\r\n'

# Versions.
refused "HTTP/2's preface" 505 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
refused "HTTP/1.2" 505 'GET /healthz HTTP/1.2\r\nHost: a\r\n\r\n'
refused "HTTP/0.9 in form" 505 'GET /healthz HTTP/0.9\r\nHost: a\r\n\r\n'
refused "a version in small letters" 400 \
  'GET /healthz http/1.1\r\nHost: a\r\n\r\n'
refused "a version with a tail" 400 'GET /healthz HTTP/1.1.1\r\nHost: a\r\n\r\n'
refused "another protocol" 400 'GET /healthz RTSP/1.0\r\nHost: a\r\n\r\n'

# Methods.
refused "an unknown method" 501 'BREW /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a method in small letters" 501 'get /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a very long method" 501 '<<A*40>> /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "PUT" 405 'PUT /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab'
refused "TRACE" 405 'TRACE /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "OPTIONS *" 405 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n'
refused "CONNECT" 405 'CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n'

# Targets.
refused "an encoded NUL in the path" 400 'GET /healthz%00 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "an encoded NUL in the query" 400 \
  'GET /healthz?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "an encoded slash" 400 'GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a backslash" 400 'GET /a\\\\b HTTP/1.1\r\nHost: a\r\n\r\n'
refused "an encoded backslash" 400 'GET /a%5Cb HTTP/1.1\r\nHost: a\r\n\r\n'
refused "upwards" 400 'GET /static/../healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "upwards, encoded" 400 \
  'GET /static/%2e%2e/healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "upwards, half encoded" 400 'GET /.%2E/healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a single dot" 400 'GET /./healthz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "half an escape" 400 'GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "an escape that is not hexadecimal" 400 \
  'GET /healthz?q=%zz HTTP/1.1\r\nHost: a\r\n\r\n'
refused "an encoded line end in the path" 400 \
  'GET /a%0d%0ab HTTP/1.1\r\nHost: a\r\n\r\n'
refused "65 parameters" 400 'GET /healthz?<<a=1&*64>>a=1 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "2,000 parameters" 400 'GET /healthz?<<&*2000>> HTTP/1.1\r\nHost: a\r\n\r\n'
sends "64 parameters pass" "200 open" \
  'GET /healthz?<<a=1&*63>>a=1 HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a parameter that is not UTF-8" 400 \
  'GET /api/v1/search?q=%FF HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
refused "a target beyond 8 KiB" 414 'GET /<<a*8192>> HTTP/1.1\r\nHost: a\r\n\r\n'
refused "a target without an end" 414 'GET /<<a*60000>>'

# Field lines.
refused "a folded line" 400 "${get}Host: a\\r\\nX: b\\r\\n c\\r\\n\\r\\n"
refused "a line folded with a tab" 400 "${get}Host: a\\r\\nX: b\\r\\n\\tc\\r\\n\\r\\n"
refused "a folded first line" 400 "${get} Host: a\\r\\n\\r\\n"
refused "a blank before the colon" 400 "${get}Host : a\\r\\n\\r\\n"
refused "a tab before the colon" 400 "${get}Host\\t: a\\r\\n\\r\\n"
refused "no colon" 400 "${get}Host: a\\r\\nNonsense\\r\\n\\r\\n"
refused "no name" 400 "${get}Host: a\\r\\n: x\\r\\n\\r\\n"
refused "NUL in a name" 400 "${get}Ho\\x00st: a\\r\\n\\r\\n"
refused "NUL in a value" 400 "${get}Host: a\\x00b\\r\\n\\r\\n"
refused "a control character in a value" 400 "${get}Host: a\\r\\nX: \\x0b\\r\\n\\r\\n"
refused "DEL in a value" 400 "${get}Host: a\\r\\nX: \\x7f\\r\\n\\r\\n"
refused "a bracket in a name" 400 "${get}Host: a\\r\\nX[: y\\r\\n\\r\\n"
refused "UTF-8 in a name" 400 "${get}Host: a\\r\\n\\xc3\\xa9: y\\r\\n\\r\\n"
refused "101 fields" 431 "${get}Host: a\\r\\n<<X: y\\r\\n*100>>\\r\\n"
refused "a head beyond 16 KiB" 431 "${get}Host: a\\r\\nX: <<y*17000>>\\r\\n\\r\\n"
refused "a head without an end" 431 "${get}X: <<y*100000>>"

# Host.
refused "no Host" 400 "${get}X: y\\r\\n\\r\\n"
refused "no Host in HTTP/1.0" 400 'GET /healthz HTTP/1.0\r\n\r\n'
refused "two Hosts" 400 "${get}Host: a\\r\\nHost: b\\r\\n\\r\\n"
refused "the same Host twice" 400 "${get}Host: a\\r\\nhost: a\\r\\n\\r\\n"
refused "an empty Host" 400 "${get}Host:\\r\\n\\r\\n"
refused "a Host with a path" 400 "${get}Host: a/b\\r\\n\\r\\n"
refused "two Hosts in one line" 400 "${get}Host: a, b\\r\\n\\r\\n"

# Where a body ends.  Behind each stands a request that must not be served.
refused "two lengths" 400 "${post}Content-Length: 0\\r\\nContent-Length: 5\\r\\n\\r\\n$ok"
refused "the same length twice" 400 \
  "${post}Content-Length: 0\\r\\nContent-Length: 0\\r\\n\\r\\n$ok"
refused "a list of lengths" 400 "${post}Content-Length: 0, 0\\r\\n\\r\\n$ok"
refused "a length with a sign" 400 "${post}Content-Length: +0\\r\\n\\r\\n$ok"
refused "a negative length" 400 "${post}Content-Length: -1\\r\\n\\r\\n$ok"
refused "a hexadecimal length" 400 "${post}Content-Length: 0x0\\r\\n\\r\\n$ok"
refused "an empty length" 400 "${post}Content-Length:\\r\\n\\r\\n$ok"
refused "a length beyond all reason" 400 \
  "${post}Content-Length: 99999999999999999999\\r\\n\\r\\n$ok"
refused "length and chunks" 400 \
  "${post}Content-Length: 0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n$ok"
refused "chunks and length" 400 \
  "${post}Transfer-Encoding: chunked\\r\\nContent-Length: 4\\r\\n\\r\\n0\\r\\n\\r\\n$ok"
refused "chunks twice" 400 \
  "${post}Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n"
refused "another coding" 400 "${post}Transfer-Encoding: gzip\\r\\n\\r\\n$ok"
refused "a list of codings" 400 "${post}Transfer-Encoding: gzip, chunked\\r\\n\\r\\n$ok"
refused "an odd spelling of chunked" 400 "${post}Transfer-Encoding: xchunked\\r\\n\\r\\n$ok"
refused "a coding hidden by a vertical tab" 400 \
  "${post}Transfer-Encoding: \\x0bchunked\\r\\n\\r\\n$ok"
refused "chunks in HTTP/1.0" 400 \
  'POST /healthz HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
refused "a body with GET" 400 "${get}Host: a\\r\\nContent-Length: 5\\r\\n\\r\\nhello"
refused "chunks with GET" 400 \
  "${get}Host: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n"
refused "an expectation nobody knows" 417 "${post}Expect: wonders\\r\\nContent-Length: 0\\r\\n\\r\\n"

# Chunks.  No address takes a form here, so even a good one is 405; what is
# malformed in the same breath is refused for that.
chunks="${post}Transfer-Encoding: chunked\\r\\n\\r\\n"
refused "a good body where none is taken" 405 "${chunks}3\\r\\nabc\\r\\n0\\r\\n\\r\\n"
refused "a chunk size that is no number" 400 "${chunks}zz\\r\\n"
refused "a chunk size with a sign" 400 "${chunks}+3\\r\\nabc\\r\\n0\\r\\n\\r\\n"
refused "a chunk size beyond 32 bits" 400 "${chunks}100000000\\r\\n"
refused "a chunk extension" 400 "${chunks}3;a=b\\r\\nabc\\r\\n0\\r\\n\\r\\n"
refused "a chunk longer than it says" 400 "${chunks}3\\r\\nabcd\\r\\n0\\r\\n\\r\\n"
refused "a chunk size ended by a line feed" 400 "${chunks}3\\nabc\\r\\n0\\r\\n\\r\\n"
refused "a trailer" 400 "${chunks}0\\r\\nX: y\\r\\n\\r\\n"

# A good request and a bad one in one breath: the first is served.
sends "a bad request behind a good one" "200 400 closed" "${ok}GET /x\\r\\n\\r\\n"
sends "two good ones before it" "200 200 400 closed" "$ok${ok}\\x00"
sends "bad bytes behind a refusal" "405 closed" \
  'PUT /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n\x00\x01\x02'
sends "byte by byte it is refused as well" "400 closed" "${get}Host : a\\r\\n\\r\\n" -s

# Still there, and it counted.
curl -s --unix-socket "$T/admin" http://localhost/metrics >"$T/metrics"
matches "refusals are counted" "$T/metrics" 'signpost_malformed_total\{status="400"\} [1-9]'
hasnt "nothing of a request is in the log" "$T/public.log" healthz
end_server public "$server"

finish
