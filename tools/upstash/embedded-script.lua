-- Runs one script on the in-memory store by Redis's rules. The store's own bridge hands arrays over as foreign
-- objects, loses nulls, and breaks on error tables, so both directions are converted here.

local store_call = redis.pcall

-- Replies come as floats; as integers they print as Redis prints them ("1", not "1.0").
local function to_lua(value, first)
  if type(value) == 'number' then return math.tointeger(value) or value end
  if type(value) ~= 'userdata' then return value end
  if tostring(value) == 'null' or tostring(value) == 'undefined' then return false end
  local list = {}
  for index = first, value.length - 1 do
    list[index - first + 1] = to_lua(value[index], 0)
  end
  return list
end

local function to_argument(value)
  if type(value) == 'number' then
    return string.format(value == math.floor(value) and '%.0f' or '%.17g', value)
  end
  assert(type(value) == 'string', 'Lua redis lib command arguments must be strings or integers')
  return value
end

local OPTIONS = { NX = true, XX = true, GET = true, EX = true, PX = true, EXAT = true, PXAT = true }

-- Those that the store answers as Redis does without the checks that commands outside of scripts pass.
local KNOWN = {}
for name in string.gmatch([[
  GET SET DEL EXISTS TYPE INCR INCRBY DECR DECRBY EXPIRE PEXPIRE TTL PTTL PERSIST HGET HSET HSETNX HMGET HDEL HEXISTS HGETALL
  HLEN HKEYS HVALS HINCRBY SADD SREM SISMEMBER SCARD SMEMBERS ZADD ZCARD ZSCORE ZREM ZREMRANGEBYSCORE LPUSH RPUSH LRANGE LLEN LTRIM SCAN
]], '%u+') do KNOWN[name] = true end

local function cannot(command)
  return 'ERR the embedded engine cannot run ' .. command .. ' so in scripts; install redis-server for that'
end

-- What a command's key must hold; the other commands take any type.
local function type_of(command)
  if string.find(command, '^INCR') or string.find(command, '^DECR') or command == 'GET' then return 'string' end
  if command == 'SET' or command == 'SCAN' or command == 'DEL' or string.find(command, '^E') or string.find(command, '^P') then return nil end
  if string.find(command, '^T') then return nil end
  if string.find(command, '^H') then return 'hash' end
  if string.find(command, '^S') then return 'set' end
  if string.find(command, '^Z') then return 'zset' end
  return 'list'
end

-- Arguments that must be numbers, by position.
local INTEGERS = { INCRBY = 3, DECRBY = 3, HINCRBY = 4, EXPIRE = 3, PEXPIRE = 3 }

local function find_wrong_number(command, arguments)
  local integer = INTEGERS[command]
  if integer and not string.find(arguments[integer] or '', '^%-?%d+$') then
    return 'ERR value is not an integer or out of range'
  end
  if command == 'ZADD' and not tonumber(arguments[3]) then
    return string.find(arguments[3] or '', '^%a+$') and cannot(command) or 'ERR value is not a valid float'
  end
  if string.find(command, '^INCR') or string.find(command, '^DECR') then
    if store_call('type', arguments[2]) == 'string' then
      local held = store_call('get', arguments[2])
      if type(held) ~= 'string' or not string.find(held, '^%-?%d+$') then
        return 'ERR value is not an integer or out of range'
      end
    end
  end
  return nil
end

local function call(...)
  local arguments = { ... }
  local command = string.upper(tostring(arguments[1]))
  if not KNOWN[command] then
    return nil, { err = cannot(command) }
  end
  for index = 1, #arguments do
    arguments[index] = to_argument(arguments[index])
  end
  if string.upper(arguments[1]) == 'SET' then
    for index = 4, #arguments do
      local word = string.upper(arguments[index])
      if OPTIONS[word] then arguments[index] = word end
    end
  end
  local wanted = type_of(command)
  local held = wanted and store_call('type', arguments[2])
  if wanted and held ~= 'none' and held ~= wanted then
    return nil, { err = 'WRONGTYPE Operation against a key holding the wrong kind of value' }
  end
  local wrong_number = find_wrong_number(command, arguments)
  if wrong_number then return nil, { err = wrong_number } end
  local value = store_call(table.unpack(arguments))
  if type(value) == 'userdata' and value.length and value[0] == 'error' then
    local message = string.gsub(value[1], '^Error: ', '')
    -- The store's own words would name things that Redis does not have.
    if not string.find(message, '^ERR ') and not string.find(message, '^WRONGTYPE ') then message = cannot(command) end
    return nil, { err = message }
  end
  local result = to_lua(value, 1)
  -- The store's bridge loses empty strings.
  if not result and command == 'GET' and held == 'string' then return '' end
  if not result and command == 'HGET' and store_call('hexists', arguments[2], arguments[3]) == 1 then return '' end
  return result
end

redis.call = function(...)
  local value, failure = call(...)
  if failure then error(failure, 0) end
  return value
end

redis.pcall = function(...)
  local value, failure = call(...)
  return failure or value
end

redis.error_reply = function(message) return { err = message } end
redis.status_reply = function(message) return { ok = message } end

local function to_json(value)
  local kind = type(value)
  if kind == 'number' then
    if value ~= value or value == math.huge or value == -math.huge then return '-9223372036854775808' end
    return string.format('%.0f', value < 0 and math.ceil(value) or math.floor(value))
  elseif kind == 'string' then
    local escaped = string.gsub(value, '[%c"\\]', function(character)
      return string.format('\\u%04x', string.byte(character))
    end)
    return '"' .. escaped .. '"'
  elseif kind == 'table' and value.err then
    return '{"error":' .. to_json(value.err) .. '}'
  elseif kind == 'table' and value.ok then
    return to_json(value.ok)
  elseif kind == 'table' then
    local items = {}
    for index, item in ipairs(value) do items[index] = to_json(item) end
    return '[' .. table.concat(items, ',') .. ']'
  end
  return value == true and '1' or 'null'
end

local finished, result = pcall(function(...)
--SCRIPT
end)

if finished or type(result) == 'table' then return to_json(result) end
return to_json({ err = 'ERR ' .. string.gsub(tostring(result), '^%[string .-%]:%d+: ', '') })
