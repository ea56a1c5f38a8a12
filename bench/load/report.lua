-- Usage: wrk … -s report.lua <url> -- <bytes of a whole body>
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  size = tonumber(args[1])
  broken = 0
end

function response(status, headers, body)
  if status ~= 200 or #body ~= size then broken = broken + 1 end
end

-- Counts in full, which wrk itself prints rounded.
function done(summary, latency)
  local broken = 0
  for _, thread in ipairs(threads) do broken = broken + thread:get('broken') end
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    'report {"pages":%d,"broken":%d,"failed":%d,"microseconds":%d,"p50":%d,"p99":%d}\n',
    summary.requests, broken, failed, summary.duration, latency:percentile(50), latency:percentile(99)
  ))
end
