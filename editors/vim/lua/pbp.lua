-- Starts the language server of plans in Neovim, from 0.7 on.
--
--   require('pbp').setup { cmd = { '/opt/pbp/bin/pbp', 'lsp' }, on_attach = function(client, bufnr) ... end }

local M = {}

local options = {}
local clients = {} -- by root, where vim.lsp.start is not there to remember them

-- Anything that vim.lsp.start_client takes; may be left out.
function M.setup(given)
  options = given or {}
end

-- The project: the nearest folder up with a project.pbp, else that of the file.
function M.root(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local found = vim.fn.findfile('project.pbp', vim.fn.escape(folder, ' ;,\\') .. ';')
  return found ~= '' and vim.fn.fnamemodify(found, ':p:h') or folder
end

local function config_for(bufnr)
  local program = vim.fn['pbp#program'](0)
  local config = vim.tbl_extend('force', {
    name = 'pbp',
    cmd = { program, 'lsp' },
    root_dir = M.root(vim.api.nvim_buf_get_name(bufnr)),
  }, options)
  return config
end

-- Starts the server for a buffer, or attaches it to the one that runs. Nothing happens for a buffer
-- that is no file, and where there is no program.
function M.start(bufnr)
  bufnr = (bufnr == nil or bufnr == 0) and vim.api.nvim_get_current_buf() or bufnr
  if vim.bo[bufnr].buftype ~= '' or vim.api.nvim_buf_get_name(bufnr) == '' then
    return nil
  end
  local config = config_for(bufnr)
  if type(config.cmd) == 'table' and vim.fn.executable(config.cmd[1]) == 0 then
    return nil
  end
  if vim.bo[bufnr].omnifunc == 'pbp#complete' then
    vim.bo[bufnr].omnifunc = 'v:lua.vim.lsp.omnifunc'
  end
  vim.bo[bufnr].tagfunc = 'v:lua.vim.lsp.tagfunc'
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = bufnr })
  end
  local id = clients[config.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) or vim.lsp.get_client_by_id(id).is_stopped() then
    id = vim.lsp.start_client(config)
    clients[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(bufnr, id)
  end
  return id
end

-- Lets go of the server in a buffer.
function M.stop(bufnr)
  bufnr = (bufnr == nil or bufnr == 0) and vim.api.nvim_get_current_buf() or bufnr
  local all = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, client in pairs(all()) do
    if client.name == 'pbp' and vim.lsp.buf_is_attached(bufnr, client.id) then
      vim.lsp.buf_detach_client(bufnr, client.id)
    end
  end
end

return M
