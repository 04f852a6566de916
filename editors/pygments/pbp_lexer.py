"""Partner business plans (.pbp) for Pygments."""

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

__all__ = ["PbpLexer"]

# words: the language's own; tests/editors/words.mjs keeps them
KINDS = (
    "contingency",
    "assumption",
    "commitment",
    "dependency",
    "enablement",
    "increments",
    "initiative",
    "root_cause",
    "amendment",
    "incentive",
    "milestone",
    "objective",
    "roadblock",
    "activity",
    "calendar",
    "decision",
    "feedback",
    "priority",
    "readings",
    "resource",
    "product",
    "project",
    "request",
    "segment",
    "session",
    "signoff",
    "action",
    "funnel",
    "metric",
    "person",
    "region",
    "review",
    "party",
    "deal",
    "fact",
    "feed",
    "fund",
    "goal",
    "plan",
    "rate",
    "risk",
    "rule",
    "term",
    "tier",
    "unit",
    "win",
)
KEYWORDS = (
    "template",
    "import",
    "update",
    "every",
    "false",
    "where",
    "like",
    "true",
    "and",
    "has",
    "let",
    "not",
    "in",
    "or",
)
CLAUSES = (
    "because",
    "before",
    "within",
    "after",
    "until",
    "from",
    "with",
    "for",
    "per",
    "via",
    "as",
    "at",
    "by",
    "of",
    "on",
    "to",
)
CONSTANTS = (
    "start",
    "today",
    "all",
    "end",
    "it",
)
FUNCTIONS = (
    "column",
    "count",
    "all",
    "any",
    "max",
    "min",
    "sum",
)

PERIOD = r"FY\d{4}(?:-(?:[QH]\d|P\d\d))?|\d{4}-(?:\d\d-\d\d|[QH]\d|W\d\d|\d\d)"
NAME = r"[A-Za-z_][A-Za-z0-9_]*"
ALONE = r"(?<![\w.])"
KIND = ALONE + "(" + "|".join(KINDS) + r")\b"


class PbpLexer(RegexLexer):
    """Lexer for partner business plans."""

    name = "Partner Business Plan"
    aliases = ["pbp"]
    filenames = ["*.pbp"]

    tokens = {
        "root": [
            (r"[ \t\r\n]+", Text),
            (r"#.*?$", Comment.Single),
            (r'"""[^"]*(?:"{1,2}[^"]+)*"""', String.Doc),
            (r'"(?:[^"\\\n]|\\.)*(?:"|$)', String.Double),
            (r"(\.)(" + NAME + ")", bygroups(Punctuation, Name.Attribute)),
            (ALONE + "(" + PERIOD + r"|\d{4})(:)(?!\d)", bygroups(Number.Date, Punctuation)),
            (ALONE + "(" + NAME + ")(:)", bygroups(Name.Tag, Punctuation)),
            (ALONE + "(?:" + PERIOD + r"|\d?\d:\d\d)(?!\w)", Number.Date),
            (r"(?<!\w)\d+(?:[_,]\d+)*(?:\.\d+)?(?:[kMB]\b|%)?", Number),
            (words(FUNCTIONS, prefix=r"\b", suffix=r"(?=\s*\()"), Name.Builtin),
            (KIND + r"(\s+)(" + NAME + r"(?:\." + NAME + r')*)(?=\s*(?:[{"]|like\b))', bygroups(Keyword.Type, Text, Name)),
            (KIND + r'(?=\s*[{"]|\s+like\b|\s+\d{4}-\d\d-\d\d)', Keyword.Type),
            (words(KEYWORDS + CLAUSES, prefix=ALONE, suffix=r"\b"), Keyword),
            (words(CONSTANTS, prefix=ALONE, suffix=r"\b"), Keyword.Constant),
            (NAME, Name),
            (r"\.\.|[<>!=]=|[-+*/<>=]", Operator),
            (r"[{}\[\](),;]", Punctuation),
            (r".", Text),
        ],
    }
