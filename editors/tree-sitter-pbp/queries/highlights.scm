(comment) @comment
(string) @string
(prose) @string
(number) @number
(percent) @number
(date) @constant
(period) @constant
(time) @constant
(row_key) @constant
(boolean) @boolean
(kind) @type
(field_name) @property
(unit) @type.builtin
(call function: (path (identifier) @function.builtin))
(clause word: _ @keyword)
(member) @variable.member
(identifier) @variable

["import" "as" "let" "update" "template" "like" "where" "has" "not" "and" "or" "in"] @keyword
["==" "!=" "<" "<=" ">" ">=" ".." "+" "-" "*" "/" "="] @operator
["{" "}" "[" "]" "(" ")"] @punctuation.bracket
["," "."] @punctuation.delimiter

; words: constants; tests/editors/words.mjs keeps them
((path . (identifier) @constant.builtin)
  (#any-of? @constant.builtin "start" "today" "all" "end" "it"))
