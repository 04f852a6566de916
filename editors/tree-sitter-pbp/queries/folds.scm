[
  (body)
  (list)
  (prose)
] @fold
