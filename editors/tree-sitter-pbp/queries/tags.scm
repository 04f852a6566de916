(block
  name: (path) @name) @definition.class

(let
  name: (identifier) @name) @definition.constant

(update
  target: (path) @name) @reference.class
