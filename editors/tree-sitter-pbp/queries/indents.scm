[
  (body)
  (list)
] @indent.begin

["}" "]"] @indent.branch @indent.end

(comment) @indent.ignore
(prose) @indent.ignore
