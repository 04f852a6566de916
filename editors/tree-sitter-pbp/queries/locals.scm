(source_file) @local.scope
(block name: (path) @local.definition)
(let name: (identifier) @local.definition)
(import alias: (identifier) @local.definition.import)
(path) @local.reference
