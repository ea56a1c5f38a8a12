-- Counts in full, which wrk itself prints rounded.
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    'report {"pages":%d,"bytes":%d,"microseconds":%d,"failed":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.bytes, summary.duration, failed, latency:percentile(50), latency:percentile(99)
  ))
end
