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

local function call(...)
  local arguments = { ... }
  for index = 1, #arguments do
    arguments[index] = to_argument(arguments[index])
  end
  if string.upper(arguments[1]) == 'SET' then
    for index = 4, #arguments do
      local word = string.upper(arguments[index])
      if OPTIONS[word] then arguments[index] = word end
    end
  end
  local value = store_call(table.unpack(arguments))
  if type(value) == 'userdata' and value.length and value[0] == 'error' then
    local message = string.gsub(value[1], '^Error: ', '')
    if string.find(message, '^TypeError') then message = 'ERR Unknown Redis command called from script' end
    return nil, { err = message }
  end
  return to_lua(value, 1)
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
