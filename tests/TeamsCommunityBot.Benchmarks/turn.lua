-- Sends the request in the file args[1] again and again, each time with another activity id, counted up from args[2].
-- The placeholder and every id are 13 digits long, as Teams' own ids are, so that one Content-Length holds for all.
local parts, next_id = {}, 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local request = file:read("*a")
  file:close()
  local from = 1
  while true do
    local first, last = request:find("9999999999999", from, true)
    parts[#parts + 1] = request:sub(from, (first or 0) - 1)
    if not first then break end
    from = last + 1
  end
  next_id = tonumber(args[2])
end

function request()
  next_id = next_id + 1
  return table.concat(parts, string.format("%d", next_id))
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
