-- A session with the language server in Neovim's own client. $WORK is a folder with a copy of the reseller example,
-- $PBP the program, $DAY the day to judge by. Prints a line a test.

local failed = false
local work, program, day = os.getenv('WORK'), os.getenv('PBP'), os.getenv('DAY')
local WAIT = 10000

local function say(good, name, why)
  io.stdout:write(((not good and why) and why .. '\n' or '') .. (good and 'ok' or 'not ok') .. ' - ' .. name .. '\n')
  failed = failed or not good
end

local function run(command, input)
  return vim.fn.system(command, input)
end

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

local function text_of(bufnr)
  return table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), '\n') .. '\n'
end

local function ask(bufnr, method, params)
  local answers = vim.lsp.buf_request_sync(bufnr, method, params, WAIT)
  for _, answer in pairs(answers or {}) do
    return answer.result
  end
end

local function place(bufnr, pattern, offset)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)) do
    local at = line:find(pattern)
    if at then
      return { textDocument = { uri = vim.uri_from_bufnr(bufnr) },
        position = { line = i - 1, character = at - 1 + (offset or 0) } }
    end
  end
  error('there is no ' .. pattern)
end

-- What `pbp check` finds in a file, as sorted `line:column level`.
local function checked(name)
  local found = {}
  local out = run({ program, 'check', '--format', 'concise', '--as-of', day, work })
  for line in out:gmatch('[^\n]+') do
    local path, row, column, level = line:match('^(.-):(%d+):(%d+): (%a+)%[')
    if path and path:match('[^/]+$') == name then
      table.insert(found, row .. ':' .. column .. ' ' .. level)
    end
  end
  table.sort(found)
  return table.concat(found, '\n')
end

local LEVELS = { 'error', 'warning', 'info', 'info' }

local function shown(bufnr)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(bufnr)) do
    local line = vim.api.nvim_buf_get_lines(bufnr, one.lnum, one.lnum + 1, false)[1]
    table.insert(found, (one.lnum + 1) .. ':' .. (vim.str_utfindex(line, one.col) + 1) .. ' ' .. LEVELS[one.severity])
  end
  table.sort(found)
  return table.concat(found, '\n')
end

local function session()
  require('pbp').setup { cmd = { program, 'lsp', '--as-of', day } }
  vim.cmd('edit ' .. vim.fn.fnameescape(work .. '/plan.pbp'))
  local plan = vim.api.nvim_get_current_buf()
  say(vim.bo.filetype == 'pbp', 'Neovim knows a plan by its name')
  say(require('pbp').root(work .. '/plan.pbp') == work, 'Neovim finds the project', require('pbp').root(work .. '/plan.pbp'))

  vim.wait(WAIT, function() return #vim.diagnostic.get(plan) > 0 end, 20)
  local expected = checked('plan.pbp')
  say(expected ~= '' and shown(plan) == expected, 'Neovim shows the findings of pbp check',
    shown(plan) .. '\nbut pbp check has\n' .. expected)

  local hover = ask(plan, 'textDocument/hover', place(plan, '^goal '))
  local contents = hover and vim.lsp.util.convert_input_to_markdown_lines(hover.contents) or {}
  say(#table.concat(contents, '\n') > 10, 'Neovim shows what a kind means')

  -- behind `owner: `
  local at = place(plan, '^  owner: ')
  local row = at.position.line
  local line = vim.api.nvim_buf_get_lines(plan, row, row + 1, false)[1]
  vim.api.nvim_buf_set_lines(plan, row, row + 1, false, { '  owner: ' })
  at.position.character = 9
  local offered = ask(plan, 'textDocument/completion', at)
  local labels = {}
  for _, item in ipairs(offered and (offered.items or offered) or {}) do
    labels[item.label] = true
  end
  local people, missing = 0, {}
  for name in read(work .. '/people.pbp'):gmatch('\nperson ([%w_]+)') do
    people = people + 1
    if not labels[name] then
      table.insert(missing, name)
    end
  end
  say(people > 3 and #missing == 0, 'Neovim offers all ' .. people .. ' people behind `owner: `', table.concat(missing, ' '))

  -- layout
  vim.api.nvim_buf_set_lines(plan, row, row + 1, false, { '        owner:' .. line:match(':%s*(.*)') .. '   ' })
  local laid_out = run({ program, 'fmt', '-' }, text_of(plan))
  local differs = laid_out ~= text_of(plan)
  if vim.lsp.buf.format then
    vim.lsp.buf.format { timeout_ms = WAIT }
  else
    vim.lsp.buf.formatting_sync(nil, WAIT)
  end
  say(differs and text_of(plan) == laid_out, 'Neovim lays out a plan as pbp fmt does')
  say(text_of(plan) == read(work .. '/plan.pbp'), 'and that is how the example was')

  -- a new name, in all files
  vim.cmd('edit ' .. vim.fn.fnameescape(work .. '/people.pbp'))
  local people_buffer = vim.api.nvim_get_current_buf()
  vim.wait(WAIT, function() return vim.lsp.buf_get_clients and next(vim.lsp.buf_get_clients(people_buffer)) end, 20)
  local renaming = place(people_buffer, '^person bakker', #'person ')
  renaming.newName = 'joris'
  local edit = ask(people_buffer, 'textDocument/rename', renaming)
  if edit then
    vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
  end
  vim.cmd('silent! wall')
  local right, uses = edit ~= nil, 0
  for _, name in ipairs { 'people.pbp', 'plan.pbp', 'progress.pbp' } do
    local before = '\n' .. read(work .. '/before/' .. name .. '.txt')
    -- names stand behind a blank or a bracket; `joris.bakker@` and "Bakker" are texts
    local after, n = before:gsub('([ %[])bakker%f[^%w_]', '%1joris')
    uses = uses + n
    local is = '\n' .. read(work .. '/' .. name)
    if is ~= after then
      right = false
      io.stdout:write(name .. ' is not as it should be\n')
    end
  end
  say(right and uses > 10, 'Neovim renames a person in three files, ' .. uses .. ' times')
  local one = vim.lsp.get_clients or vim.lsp.get_active_clients
  say(#vim.tbl_values(one()) == 1, 'one server serves all files of a project')

  -- without the server: :PbpFormat, and on save if one asks for it
  vim.cmd('buffer ' .. plan)
  local good = text_of(plan)
  vim.api.nvim_buf_set_lines(plan, 0, 0, false, { '', '' })
  vim.cmd('PbpFormat')
  say(text_of(plan) == good, ':PbpFormat lays out the buffer')
  vim.api.nvim_buf_set_lines(plan, 0, 0, false, { '', '' })
  vim.cmd('silent write')
  local plain = read(work .. '/plan.pbp')
  vim.g.pbp_format_on_save = 1
  vim.bo.modified = true
  vim.cmd('silent write')
  say(plain ~= good and read(work .. '/plan.pbp') == good, 'plans are laid out on save only if one asks for it')
end

local fine, problem = xpcall(session, debug.traceback)
if not fine then
  say(false, 'the session in Neovim ends', tostring(problem))
end
io.stdout:flush()
vim.cmd(failed and 'cquit' or 'qall!')
