-- SPDX-License-Identifier: GPL-2.0-or-later
-- For wrk: take the paths from the file that SP_PATHS names, in turn, and
-- count replies other than SP_STATUS (200).
local paths = {}
for line in io.lines(os.getenv("SP_PATHS")) do
  paths[#paths + 1] = line
end
local want = tonumber(os.getenv("SP_STATUS") or "200")
local at = 0
local threads = {}
function setup(thread)
  table.insert(threads, thread)
end
function init()
  bad = 0
end
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
function response(status)
  if status ~= want then
    bad = bad + 1
  end
end
function done(summary)
  local wrong = 0
  for _, thread in ipairs(threads) do
    wrong = wrong + thread:get("bad")
  end
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d\n", summary.requests,
    summary.duration, wrong + e.connect + e.read + e.write + e.timeout))
end
