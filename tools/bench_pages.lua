-- For wrk: asks for the pages it is given, one after the other, and tells how long they took.
-- The last line: how many, the median, p95 and worst milliseconds, how many failed.
local pages, asked = {}, 0

function init(given)
  for _, page in ipairs(given) do pages[#pages + 1] = page end
end

function request()
  asked = asked + 1
  return wrk.format("GET", pages[(asked - 1) % #pages + 1])
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    "%d %.1f %.1f %.1f %d\n", summary.requests, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency.max / 1000, e.connect + e.read + e.write + e.status + e.timeout
  ))
end
