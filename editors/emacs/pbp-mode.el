;;; pbp-mode.el --- Major mode for Partner Business Plans  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages, tools
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; A mode for the files of pbp, the compiler and checker for Partner
;; Business Plans: colours, indentation as `pbp fmt' does it, an index of
;; blocks, filling, completion of the language's own words.
;;
;;   (add-to-list 'load-path "/path/to/pbp/editors/emacs")
;;   (require 'pbp-mode)
;;
;; The program `pbp' does the rest; `pbp-program' says where it is.
;; `M-x eglot' starts its language server (lsp-mode knows it too).  Without
;; a server, Flymake shows what `pbp check' finds while you type.
;; `C-c C-f' lays out the buffer, `C-c C-c' checks the folder, `C-c C-e'
;; explains the word at point.  `pbp-format-on-save' lays out each plan
;; before it is saved.

;;; Code:

(require 'flymake)
(require 'json)
(require 'subr-x)

(defgroup pbp nil
  "Partner Business Plans."
  :group 'languages
  :prefix "pbp-")

(defcustom pbp-program "pbp"
  "The program pbp: a name that is looked up, or a file."
  :type 'string
  :risky t)

(defcustom pbp-check-arguments nil
  "More arguments of `pbp check', such as (\"--as-of\" \"2026-05-15\")."
  :type '(repeat string)
  :risky t)

(defcustom pbp-format-on-save nil
  "Whether plans are laid out before they are saved."
  :type 'boolean
  :safe #'booleanp)

(defcustom pbp-use-flymake t
  "Whether new buffers show what `pbp check' finds, by Flymake."
  :type 'boolean)

;;;; Words

;; Written by tests/editors/words_vim_emacs.mjs --update; a test compares
;; them with `pbp manual --format json'.

(defconst pbp-kinds
  ;; words: kinds {{{
  '(
    "action" "activity" "amendment" "assumption" "calendar" "commitment" "contingency" "deal"
    "decision" "dependency" "enablement" "fact" "feed" "feedback" "fund" "funnel" "goal" "incentive"
    "increments" "initiative" "metric" "milestone" "objective" "party" "person" "plan" "priority"
    "product" "project" "rate" "readings" "region" "request" "resource" "review" "risk" "roadblock"
    "root_cause" "rule" "segment" "session" "signoff" "term" "tier" "unit" "win"
    )
  ;; }}}
  "The kinds of blocks.")

(defconst pbp-word-fields
  ;; words: word_fields {{{
  '(
    "type" "fiscal_year_starts" "pattern" "year_end" "year_named" "week_starts" "workdays" "decimal"
    "curve" "area" "kind" "better" "pace" "role" "status" "profile"
    )
  ;; }}}
  "Fields that take one of a set of words, whatever the kind.")

(defconst pbp-keywords
  ;; words: keywords {{{
  '(
    "import" "let" "template" "update" "like" "every" "and" "or" "not" "where" "in" "has" "true"
    "false"
    )
  ;; }}}
  "The words that are reserved, without the clauses.")

(defconst pbp-clauses
  ;; words: clauses {{{
  '(
    "by" "at" "on" "from" "until" "to" "of" "per" "after" "before" "with" "for" "via" "within"
    "because" "as"
    )
  ;; }}}
  "The words that join a detail to a value.")

(defconst pbp-constants
  ;; words: constants {{{
  '(
    "all" "today" "it" "start" "end"
    )
  ;; }}}
  "The names that nobody declares.")

(defconst pbp-functions
  ;; words: functions {{{
  '(
    "count" "sum" "min" "max" "any" "all" "column"
    )
  ;; }}}
  "The functions of conditions.")

(defconst pbp-figures
  ;; words: figures {{{
  '(
    "status" "latest" "attainment" "expected" "pace" "gap" "projection"
    )
  ;; }}}
  "What stands behind a dot as of a day.")

(defconst pbp-values
  ;; words: values {{{
  '(
    "napkin" "standard" "strategic" "draft" "active" "closed" "vendor" "partner" "distributor"
    "reseller" "integrator" "supplier" "executive" "manager" "contributor" "january" "february"
    "march" "april" "may" "june" "july" "august" "september" "october" "november" "december"
    "monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday" "months" "weeks_445"
    "weeks_454" "weeks_544" "nearest" "last" "start" "end" "flow" "level" "more" "less" "leading"
    "lagging" "linear" "step" "marketing" "sales" "product" "enablement" "operations" "market_entry"
    "co_creation" "roadmap" "lifetime_value" "talent" "risk" "strategize" "recruit" "onboard"
    "enable" "market" "sell" "incentivize" "accelerate" "defined" "identified" "detailed" "decided"
    "implementing" "planned" "on_hold" "done" "cancelled" "collateral" "playbook" "sales_training"
    "technical_training" "operational_training" "certification" "people" "cash" "tool" "environment"
    "inventory" "content" "credit" "avoid" "mitigate" "transfer" "accept" "operational" "checkpoint"
    "quarterly" "planning" "scope" "date" "target" "owner" "resource" "correction" "off" "info"
    "warning" "error" "point" "comma"
    )
  ;; }}}
  "The words that fields take.")

(defconst pbp-units
  ;; words: units {{{
  '(
    "minute" "minutes" "hour" "hours" "day" "days" "week" "weeks" "month" "months" "quarter"
    "quarters" "year" "years" "business_hour" "business_hours" "business_day" "business_days"
    )
  ;; }}}
  "The units that every plan has.")

(defconst pbp-currencies
  ;; words: currencies {{{
  '(
    "AED" "AFN" "ALL" "AMD" "AOA" "ARS" "AUD" "AWG" "AZN" "BAM" "BBD" "BDT" "BGN" "BHD" "BIF" "BMD"
    "BND" "BOB" "BOV" "BRL" "BSD" "BTN" "BWP" "BYN" "BZD" "CAD" "CDF" "CHE" "CHF" "CHW" "CLF" "CLP"
    "CNY" "COP" "COU" "CRC" "CUP" "CVE" "CZK" "DJF" "DKK" "DOP" "DZD" "EGP" "ERN" "ETB" "EUR" "FJD"
    "FKP" "GBP" "GEL" "GHS" "GIP" "GMD" "GNF" "GTQ" "GYD" "HKD" "HNL" "HTG" "HUF" "IDR" "ILS" "INR"
    "IQD" "IRR" "ISK" "JMD" "JOD" "JPY" "KES" "KGS" "KHR" "KMF" "KPW" "KRW" "KWD" "KYD" "KZT" "LAK"
    "LBP" "LKR" "LRD" "LSL" "LYD" "MAD" "MDL" "MGA" "MKD" "MMK" "MNT" "MOP" "MRU" "MUR" "MVR" "MWK"
    "MXN" "MXV" "MYR" "MZN" "NAD" "NGN" "NIO" "NOK" "NPR" "NZD" "OMR" "PAB" "PEN" "PGK" "PHP" "PKR"
    "PLN" "PYG" "QAR" "RON" "RSD" "RUB" "RWF" "SAR" "SBD" "SCR" "SDG" "SEK" "SGD" "SHP" "SLE" "SOS"
    "SRD" "SSP" "STN" "SVC" "SYP" "SZL" "THB" "TJS" "TMT" "TND" "TOP" "TRY" "TTD" "TWD" "TZS" "UAH"
    "UGX" "USD" "USN" "UYI" "UYU" "UYW" "UZS" "VED" "VES" "VND" "VUV" "WST" "XAF" "XCD" "XCG" "XOF"
    "XPF" "YER" "ZAR" "ZMW" "ZWG"
    )
  ;; }}}
  "The currencies.")

(defconst pbp-fields-of-every-block
  ;; words: fields_of_every_block {{{
  '(
    "about" "tags" "link" "only_for" "allow"
    )
  ;; }}}
  "The fields that every block has.")

(defconst pbp-kind-fields
  ;; words: kind_fields {{{
  '(
    ("action"
     "owner" "due" "done" "dropped" "affects" "from")
    ("activity"
     "window" "due" "owner" "team" "effort" "cost" "done" "forecast" "after")
    ("amendment"
     "changes" "type" "because" "decided" "effective" "approved" "seal")
    ("assumption"
     "owner" "holds_while" "recheck_by" "affects" "broken")
    ("calendar"
     "fiscal_year_starts" "pattern" "year_end" "year_named" "week_starts" "workdays" "holidays")
    ("commitment"
     "by" "to" "owner" "due" "value" "kept" "broken")
    ("contingency"
     "owner" "cost" "activated" "declined")
    ("deal"
     "account" "value" "stage" "owner" "with" "next" "closes")
    ("decision"
     "by" "on" "affects")
    ("dependency"
     "from" "to" "need_by" "promised" "delivered" "accepted_when" "affects")
    ("enablement"
     "type" "owner" "audience" "due" "via" "needed_by" "completed" "people" "trained")
    ("fact"
     "value" "source" "of")
    ("feed"
     "file" "into" "date" "value" "count" "sample" "where" "decimal" "separator" "complete_to")
    ("feedback"
     "from" "answer" "action")
    ("fund"
     "of" "owner" "amount" "match" "window" "reserve" "claim_within")
    ("funnel"
     "contacts" "response" "qualified" "to_opportunity" "win" "value" "cycle")
    ("goal"
     "owner" "with" "objective" "metric" "scope" "window" "target" "at_least" "at_most" "between"
     "baseline" "prior" "curve" "part_of" "stretch_of" "evidence" "benefits" "headline" "critical"
     "weight" "source" "refresh" "measured_by" "set")
    ("incentive"
     "by" "to" "on" "pays")
    ("increments"
)
    ("initiative"
     "owner" "with" "serves" "area" "stage" "window" "budget" "effort" "team" "needs" "after"
     "contributes" "effect_after" "skills" "gate" "state")
    ("metric"
     "means" "unit" "kind" "better" "owner" "source" "refresh" "pace" "pairs_with" "within" "vanity"
     "minimum_sample" "equals")
    ("milestone"
     "due" "owner" "done" "forecast" "accepted_when" "proof" "after")
    ("objective"
     "serves" "owner" "horizon")
    ("party"
     "role" "calendar" "sponsor" "gains" "escalation")
    ("person"
     "of" "title" "level" "email" "joined" "leaves" "away" "capacity" "skills" "backup")
    ("plan"
     "edition" "between" "period" "currency" "status" "profile" "level" "set" "tier" "calendar"
     "timezone" "vision" "renews" "sponsors" "acknowledged" "channels" "engagement")
    ("priority"
     "of")
    ("product"
     "size" "opportunity")
    ("project"
     "profile" "calendar" "level" "set" "edition")
    ("rate"
     "of")
    ("readings"
     "source" "owner")
    ("region"
     "size" "opportunity")
    ("request"
     "of" "pays" "asked" "approved" "spent" "claimed" "paid" "proof" "expects")
    ("resource"
     "type" "by" "amount" "window" "confirmed" "substitute")
    ("review"
     "type" "every" "on" "at" "chair" "attendees" "covers" "cutoff" "internal")
    ("risk"
     "owner" "likelihood" "impact" "response" "trigger" "event" "contingency" "affects" "reviewed"
     "closed")
    ("roadblock"
     "raised" "owner" "blocks" "next" "due" "escalated" "cleared")
    ("root_cause"
     "of" "opened" "owner" "problem" "why" "escaped" "verify" "closed")
    ("rule"
     "for" "when" "require" "level" "help")
    ("segment"
     "size" "opportunity")
    ("session"
     "of" "attended" "not_held" "notes")
    ("signoff"
     "by" "on" "seal" "signed")
    ("term"
     "means")
    ("tier"
     "profile" "review_within" "goals_at_least" "requires")
    ("unit"
     "many" "whole" "range")
    ("win"
     "on" "by" "proof" "goal")
    )
  ;; }}}
  "The fields of each kind.")

;;;; Faces

(defface pbp-number
  (list (list t :inherit (if (facep 'font-lock-number-face)
                             'font-lock-number-face
                           'font-lock-constant-face)))
  "Face of numbers and percentages.")

(defface pbp-date
  '((t :inherit font-lock-preprocessor-face))
  "Face of dates, periods, times of day and dated rows.")

(defface pbp-unit
  '((t :inherit font-lock-builtin-face))
  "Face of a unit behind a number.")

(defface pbp-word
  '((t :inherit font-lock-constant-face))
  "Face of a word that a field takes, such as the one behind `role:'.")

(defface pbp-operator
  (list (list t :inherit (if (facep 'font-lock-operator-face)
                             'font-lock-operator-face
                           'default)))
  "Face of operators.")

;;;; Syntax

(defvar pbp-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (dolist (sign '(?. ?: ?, ?% ?+ ?- ?* ?/ ?< ?> ?= ?! ?& ?| ?' ?\; ?$))
      (modify-syntax-entry sign "." table))
    table)
  "Syntax table of `pbp-mode'.")

(defconst pbp--fence (string-to-syntax "|"))

(defconst pbp--text "\"\\(?:[^\"\\\n]\\|\\\\.\\)*\""
  "A text on one line.")

(defun pbp--propertize-prose (end)
  "Mark where the prose around point ends, if it does before END."
  (if (search-forward "\"\"\"" end 'move)
      (put-text-property (1- (point)) (point) 'syntax-table pbp--fence)))

(defun pbp--propertize (start end)
  "Mark prose, and texts that are not closed, from START to END."
  (goto-char start)
  (when (eq (nth 3 (syntax-ppss)) t)
    (pbp--propertize-prose end))
  (while (re-search-forward "[\"#]" end t)
    (goto-char (match-beginning 0))
    (cond
     ((eq (char-after) ?#)
      (end-of-line))
     ((looking-at "\"\"\"")
      (put-text-property (point) (1+ (point)) 'syntax-table pbp--fence)
      (forward-char 3)
      (pbp--propertize-prose end))
     ((looking-at pbp--text)
      (goto-char (match-end 0)))
     (t
      (put-text-property (point) (1+ (point)) 'syntax-table pbp--fence)
      (end-of-line)
      (unless (eobp)
        (put-text-property (point) (1+ (point)) 'syntax-table pbp--fence)
        (forward-char))))))

;;;; Colours

(defconst pbp--reserved (append pbp-keywords pbp-clauses))

(defconst pbp--name "[[:alpha:]_][[:alnum:]_]*")

(defconst pbp--day
  (concat "[0-9]\\{4\\}-\\(?:[0-9][0-9]-[0-9][0-9]\\|Q[0-9]\\|H[0-9]\\|W[0-9][0-9]\\|[0-9][0-9]\\)"
          "\\|FY[0-9]\\{4\\}\\(?:-\\(?:Q[0-9]\\|H[0-9]\\|P[0-9][0-9]\\)\\)?")
  "A date or a period.")

(defconst pbp--header
  (concat "\\(?:[ \t]*[[:alnum:]_][[:alnum:]_.-]*\\)?"
          "\\(?:[ \t]*" pbp--text "\\)?"
          "\\(?:[ \t]*\\_<like\\_>[ \t]*[[:alpha:]_][[:alnum:]_.]*\\)?")
  "What may stand between a kind and its brace: name, title, `like'.")

(defconst pbp--kind (regexp-opt pbp-kinds 'symbols))

(defconst pbp--opening-kind (concat pbp--kind pbp--header "[ \t]*\n?[ \t]*{")
  "A kind with its header and its brace.")

(defconst pbp--unfinished-kind
  (concat "^[ \t]*\\(?:template[ \t]+\\)?" pbp--kind "[ \t]+\\(?:" pbp--name
          "[ \t]*\\)?\\(?:\".*\\|like\\_>.*\\)?$")
  "A kind with a header whose brace is not typed yet.")

(defun pbp--behind-dot-p (place)
  "Whether a single dot stands before PLACE."
  (and (eq (char-before place) ?.)
       (not (eq (char-before (1- place)) ?.))))

(defun pbp--find (regexp limit &optional unless-followed)
  "Find REGEXP before LIMIT, its first group not behind a dot.
It is passed over where it is followed by UNLESS-FOLLOWED, or stands in a
text or a comment."
  (let (found)
    (while (and (not found) (re-search-forward regexp limit t))
      (let ((start (match-beginning 1)))
        (setq found (and (not (pbp--behind-dot-p start))
                         (not (and unless-followed
                                   (save-excursion
                                     (goto-char (match-end 1))
                                     (looking-at-p unless-followed))))
                         (save-match-data
                           (save-excursion
                             (not (nth 8 (syntax-ppss start)))))))
        (unless found
          (goto-char (max (1+ start) (match-end 1))))))
    found))

(defun pbp--find-kind (limit)
  "Find a kind that begins a block before LIMIT."
  (pbp--find pbp--opening-kind limit))

(defun pbp--find-unfinished-kind (limit)
  "Find a kind before LIMIT whose brace is not there yet."
  (pbp--find pbp--unfinished-kind limit))

(defun pbp--finder (words &optional unless-followed)
  "Make a function for one of WORDS, as `pbp--find' with UNLESS-FOLLOWED."
  (let ((regexp (regexp-opt words 'symbols)))
    (lambda (limit) (pbp--find regexp limit unless-followed))))

(defconst pbp--number
  (concat "\\_<\\(\\(?:[0-9]\\{1,3\\}\\(?:,[0-9][0-9][0-9]\\)+\\|[0-9]+\\(?:_[0-9]+\\)*\\)"
          "\\(?:\\.[0-9]+\\)?[kMB]?\\)\\_>\\(%?\\)"))

(defun pbp--find-number (limit)
  "Find a number before LIMIT: group 1 with its sign; group 2 is its unit."
  (when (pbp--find pbp--number limit)
    (let ((start (match-beginning 1))
          (end (match-end 2))
          unit)
      (when (and (= (match-beginning 2) end)
                 (save-excursion
                   (goto-char end)
                   (and (looking-at (concat "[ \t]*\\(\\_<" pbp--name "\\_>\\)"))
                        (not (member (match-string 1) pbp--reserved))
                        (not (eq (char-after (match-end 1)) ?:)))))
        (setq unit (cons (match-beginning 1) (match-end 1)))
        (save-excursion
          (goto-char (car unit))
          (when (looking-at-p pbp--opening-kind)
            (setq unit nil))))
      (set-match-data (append (list start (if unit (cdr unit) end) start end)
                              (and unit (list (car unit) (cdr unit)))))
      (goto-char end)
      t)))

(defun pbp--words-end ()
  "Where the words of the field at point end."
  (save-excursion
    (if (looking-at "[ \t]*\\[")
        (progn (goto-char (match-end 0))
               (skip-chars-forward "[:alnum:]_, \t")
               (point))
      (skip-chars-forward " \t")
      (skip-chars-forward "[:alnum:]_")
      (point))))

(defconst pbp-font-lock-keywords
  `((,(lambda (limit)
        (pbp--find (concat "\\_<\\([0-9]\\{4\\}\\|" pbp--day "\\):\\(?:[^0-9]\\|$\\)") limit))
     1 'pbp-date)
    (,(lambda (limit) (pbp--find (concat "\\_<\\(" pbp--day "\\)\\_>") limit))
     1 'pbp-date)
    (,(lambda (limit) (pbp--find "\\_<\\([0-9]?[0-9]:[0-9][0-9]\\)\\_>" limit))
     1 'pbp-date)
    (,(lambda (limit)
        (pbp--find (concat (regexp-opt pbp-word-fields 'symbols) ":") limit))
     (1 font-lock-variable-name-face)
     (,(concat "\\_<\\(" pbp--name "\\)\\_>") (pbp--words-end) nil (1 'pbp-word)))
    (,(lambda (limit) (pbp--find (concat "\\_<\\(" pbp--name "\\):") limit))
     1 font-lock-variable-name-face)
    (pbp--find-kind 1 font-lock-type-face)
    (pbp--find-unfinished-kind 1 font-lock-type-face)
    (,(pbp--finder pbp--reserved ":") 1 font-lock-keyword-face)
    (,(pbp--finder pbp-constants ":\\|[ \t]*(") 1 font-lock-keyword-face)
    (,(lambda (limit)
        (pbp--find (concat (regexp-opt pbp-functions 'symbols) "[ \t]*(") limit))
     1 font-lock-function-name-face)
    (pbp--find-number (1 'pbp-number) (2 'pbp-unit nil t))
    ("\\.\\.\\|[<>=!]=\\|[-+*/<>=]" 0 'pbp-operator))
  "What `pbp-mode' colours besides texts and comments.")

;;;; Indentation

;; The rules of `pbp fmt'.  A member of a block stands two columns in from
;; it, an item of a list two columns in from the line of its `['.  A value
;; that goes on begins where it began above, and two columns further in for
;; each looser way in which its parts are joined: behind commas, before
;; clauses, before `where', `or', `and'.

(defconst pbp--step 2)

(defconst pbp--joint-comma 5)

(defun pbp--joint (text)
  "How loosely TEXT joins the parts of a value; nil if it does not."
  (cond ((equal text ",") pbp--joint-comma)
        ((equal text "where") 3)
        ((equal text "or") 2)
        ((equal text "and") 1)
        ((member text pbp-clauses) 4)))

(defconst pbp--operators '("+" "-" "*" "/" "<" "<=" ">" ">=" "==" "!=" "=" ".."))

(defconst pbp--before-value
  (append '("not" "has" "in" "like" "import" "let" "template" "update" "every" "(" "[")
          pbp--operators))

(defconst pbp--goes-on (append '("in" "like" "(" ")" "]") pbp--operators))

(defconst pbp--token
  (concat "\\.?" pbp--name ":?"
          "\\|[0-9][[:alnum:]_]*\\(?:[-/,.:'][[:alnum:]_]+\\)*%?:?"
          "\\|\\.\\.\\|[<>=!]=\\|[^ \t\n]"))

(defun pbp--next-token (limit)
  "The token behind point and before LIMIT, as (TEXT . PLACE); move over it."
  (forward-comment (buffer-size))
  (when (< (point) limit)
    (let ((start (point)))
      (cond
       ((looking-at "\"\"\"")
        (forward-char 3)
        (search-forward "\"\"\"" nil 'move))
       ((looking-at pbp--text) (goto-char (match-end 0)))
       ((eq (char-after) ?\") (end-of-line))
       ((looking-at pbp--token) (goto-char (match-end 0)))
       (t (forward-char)))
      (cons (if (eq (char-after start) ?\")
                "\""
              (buffer-substring-no-properties start (point)))
            start))))

(defun pbp--field-p (token)
  "Whether TOKEN is a field or a dated row."
  (and token
       (string-suffix-p ":" (car token))
       (not (memq (aref (car token) 0) '(?. ?:)))))

(defun pbp--first-p (token)
  "Whether TOKEN is the first on its line."
  (save-excursion
    (goto-char (cdr token))
    (skip-chars-backward " \t")
    (bolp)))

(defun pbp--continues-p (token last statement)
  "Whether TOKEN, first on its line and behind LAST, belongs to STATEMENT."
  (and last
       (not (pbp--field-p token))
       (not (member (car token) '("}")))
       (not (member (car last) '("{" "}")))
       (or (pbp--joint (car token))
           (member (car token) pbp--goes-on)
           (pbp--joint (car last))
           (member (car last) pbp--before-value)
           (pbp--field-p last)
           (and (eq (aref (car token) 0) ?.) (> (length (car token)) 1))
           (and (member (car token) '("\"" "{"))
                statement
                (not (pbp--field-p statement))))))

(defun pbp--top-above (place)
  "Where a statement at the top of the file begins, above PLACE."
  (save-excursion
    (goto-char place)
    (let (found)
      (while (and (not found) (re-search-backward "^[[:alpha:]_]+\\(?:[ \t]\\|$\\)" nil t))
        (let ((state (save-match-data (syntax-ppss))))
          (setq found (and (not (nth 8 state)) (zerop (car state))))))
      (if found (point) (point-min)))))

(defun pbp--close (open)
  "Where the bracket at OPEN is closed: behind it; nil if it is not."
  (ignore-errors (scan-lists open 1 0)))

(defun pbp--statement-before (start end)
  "The statement at END of what begins at START, on this level of brackets.
It is (FIRST LAST . TOKENS): its first token, the last token before END
whatever it belongs to, and all tokens of it on this level, the last one
first.  FIRST is nil if no statement has begun."
  (save-excursion
    (goto-char start)
    (let ((in-block (or (bobp) (not (memq (char-before) '(?\[ ?\()))))
          first last tokens token)
      (while (setq token (pbp--next-token end))
        (when (and in-block
                   (or (null first)
                       (pbp--field-p token)
                       (and (pbp--first-p token)
                            (not (pbp--continues-p token last first)))))
          (setq first token
                tokens nil))
        (push token tokens)
        (setq last token)
        (when (member (car token) '("{" "[" "("))
          (let ((close (pbp--close (cdr token))))
            (when (and close (<= close end))
              (goto-char close)
              (setq last (cons (string (char-before)) (1- close)))
              (if (not (equal (car token) "{"))
                  (push last tokens)
                (setq first nil
                      tokens nil))))))
      (cons first (cons last tokens)))))

(defun pbp--rest (place last statement in-block)
  "Tokens on the level of PLACE from there to the end of its statement.
LAST is the token before, STATEMENT the first one of the statement; IN-BLOCK
says whether it is a block that it stands in."
  (save-excursion
    (goto-char place)
    (let ((limit (min (point-max) (+ place 20000)))
          (tokens nil)
          token done)
      (while (and (not done) (setq token (pbp--next-token limit)))
        (if (or (member (car token) '("}" "]" ")"))
                (and in-block
                     (or (pbp--field-p token)
                         (and (> (cdr token) place)
                              (pbp--first-p token)
                              (not (pbp--continues-p token last statement))))))
            (setq done t)
          (push token tokens)
          (setq last token)
          (when (member (car token) '("{" "[" "("))
            (let ((close (pbp--close (cdr token))))
              (if (null close)
                  (setq done t)
                (goto-char close)
                (setq last (cons (string (char-before)) (1- close)))
                (push last tokens))))))
      (nreverse tokens))))

(defun pbp--depth (run at)
  "How many looser joints stand around token number AT of the list RUN."
  (let* ((joints (vconcat (mapcar (lambda (token) (or (pbp--joint (car token)) 0)) run)))
         (from 0)
         (to (length joints))
         (depth 0)
         done)
    (while (not done)
      (let ((loosest 0)
            (start from)
            (i (1+ from)))
        (while (< i to)
          (setq loosest (max loosest (aref joints i))
                i (1+ i)))
        (if (zerop loosest)
            (setq done t)
          (setq i (1+ from))
          (while (and (not done) (< i to))
            (when (= (aref joints i) loosest)
              (let ((part (if (= loosest pbp--joint-comma) (1+ i) i)))
                (cond ((= part at) (setq done t))
                      ((< part at) (setq start part))
                      (t (setq to i)))))
            (setq i (1+ i)))
          (unless done
            (setq from start
                  depth (1+ depth))))))
    depth))

(defun pbp--indentation-at (place)
  "Indentation of the line of PLACE."
  (save-excursion
    (goto-char place)
    (current-indentation)))

(defun pbp--column-at (place)
  "Column of PLACE."
  (save-excursion
    (goto-char place)
    (current-column)))

(defun pbp--place-of (token open comment)
  "Column of TOKEN, first on its line, within the bracket at OPEN, if any.
COMMENT says whether it is about a comment above it."
  (let* ((start (if open (1+ open) (pbp--top-above (cdr token))))
         (found (pbp--statement-before start (cdr token)))
         (first (car found))
         (last (cadr found))
         (run (reverse (cddr found)))
         (bracket (and open (char-after open)))
         (in-block (memq bracket '(nil ?\{)))
         (continued (lambda (run)
                      (* pbp--step
                         (pbp--depth (append run (pbp--rest (cdr token) last first in-block))
                                     (length run)))))
         (closer (if comment pbp--step 0)))
    (cond
     ((eq bracket ?\[)
      (let ((outer (pbp--indentation-at open))
            item)
        (cond
         ((equal (car token) "]") (+ outer closer))
         ((or (null last) (equal (car last) ",")) (+ outer pbp--step))
         (t
          (dolist (one run)
            (if (equal (car one) ",") (setq item nil) (push one item)))
          (setq item (nreverse item))
          (let* ((rest (pbp--rest (cdr token) last first nil))
                 (to (seq-position rest "," (lambda (one comma) (equal (car one) comma)))))
            (+ outer (* 2 pbp--step)
               (* pbp--step (pbp--depth (append item (if to (seq-take rest to) rest))
                                        (length item)))))))))
     ((eq bracket ?\()
      (if (equal (car token) ")")
          (pbp--column-at open)
        (+ (pbp--column-at open) 1 (funcall continued run))))
     (t
      (let ((base 0))
        (when open
          (let* ((outer (nth 1 (syntax-ppss open)))
                 (head (car (pbp--statement-before
                             (if outer (1+ outer) (pbp--top-above open)) open))))
            (setq base (pbp--indentation-at (if head (cdr head) open)))))
        (cond
         ((equal (car token) "}") (if open (+ base closer) 0))
         ((not (and first (pbp--continues-p token last first)))
          (if open (+ base pbp--step) 0))
         (t
          (let ((value (nthcdr (cond ((pbp--field-p first) 1)
                                     ((equal (car first) "let") 3)
                                     (t (length run)))
                               run)))
            (if value
                (+ (pbp--column-at (cdar value)) (funcall continued value))
              (+ (pbp--indentation-at (cdr first)) (* 2 pbp--step)))))))))))

(defun pbp--indentation ()
  "The column at which the line of point begins; nil if it stays."
  (save-excursion
    (beginning-of-line)
    (let ((state (syntax-ppss))
          (column (current-indentation))
          (comment (looking-at-p "[ \t]*#")))
      (cond
       ((nth 3 state) nil)
       ((and comment (pbp--below-remark-p column)) column)
       (t
        (when comment
          (forward-comment (buffer-size)))
        (skip-chars-forward " \t")
        (let ((token (save-excursion
                       (if (looking-at-p "[\n#]")
                           (cons "" (point))
                         (or (pbp--next-token (point-max)) (cons "" (point)))))))
          (when (equal (car token) "")
            (setq token (cons " " (cdr token))))
          (pbp--place-of token (nth 1 state) comment)))))))

(defun pbp--below-remark-p (column)
  "Whether the comment at COLUMN belongs to one on the line above."
  (save-excursion
    (and (zerop (forward-line -1))
         (let ((state (syntax-ppss (line-end-position))))
           (and (nth 4 state)
                (= (pbp--column-at (nth 8 state)) column))))))

(defun pbp-indent-line ()
  "Indent the line as `pbp fmt' does."
  (let ((column (pbp--indentation)))
    (if (null column)
        'noindent
      (if (<= (current-column) (current-indentation))
          (indent-line-to column)
        (save-excursion (indent-line-to column))))))

;;;; Moving, filling, index

(defun pbp-beginning-of-defun (&optional count)
  "Move to the beginning of a block at the top of the file, COUNT times."
  (let ((count (or count 1))
        (moved t))
    (while (and moved (/= count 0))
      (setq moved nil)
      (while (and (not moved)
                  (if (> count 0)
                      (re-search-backward "^[[:alpha:]_][^:\n]*" nil 'move)
                    (end-of-line)
                    (re-search-forward "^[[:alpha:]_][^:\n]*" nil 'move)))
        (let ((state (save-excursion (syntax-ppss (match-beginning 0)))))
          (setq moved (and (zerop (car state)) (not (nth 8 state))))))
      (when moved
        (beginning-of-line))
      (setq count (if (> count 0) (1- count) (1+ count))))
    moved))

(defun pbp-end-of-defun ()
  "Move behind the block at point."
  (let (open)
    (while (and (not open) (re-search-forward "[{\n]" nil 'move))
      (let ((state (save-excursion (syntax-ppss (1- (point))))))
        (cond ((nth 8 state))
              ((eq (char-before) ?\{) (setq open (1- (point))))
              ((not (looking-at-p "[ \t]")) (setq open t)))))
    (when (integerp open)
      (goto-char (or (pbp--close open) (point-max))))))

(defun pbp-fill-paragraph (&optional justify)
  "Fill the comment or the prose at point; JUSTIFY as for `fill-paragraph'.
A text on one line stays on its line."
  (let ((state (syntax-ppss)))
    (cond
     ((or (nth 4 state) (save-excursion (beginning-of-line) (looking-at-p "[ \t]*#")))
      (fill-comment-paragraph justify))
     ((and (nth 3 state)
           (save-excursion (goto-char (nth 8 state)) (looking-at-p "\"\"\"")))
      (save-restriction
        (narrow-to-region (+ (nth 8 state) 3)
                          (save-excursion
                            (if (search-forward "\"\"\"" nil t) (match-beginning 0) (point-max))))
        (let ((fill-paragraph-function nil))
          (fill-paragraph justify)))
      t)
     (t t))))

(defun pbp-imenu-index ()
  "All blocks with a name or a title, by kind."
  (let (index)
    (save-excursion
      (goto-char (point-min))
      (while (pbp--find (concat pbp--kind "[ \t]+\\(" pbp--name
                                "\\(?:\\." pbp--name "\\)*\\|[0-9][0-9A-Za-z-]*\\)?[ \t]*\\("
                                pbp--text "\\)?[^{}:\n]*{")
                        nil)
        (let* ((kind (match-string-no-properties 1))
               (name (match-string-no-properties 2))
               (title (match-string-no-properties 3))
               (title (and title (substring title 1 -1)))
               (called (cond ((and name title) (format "%s: %s" name title))
                             (t (or name title))))
               (place (match-beginning 1)))
          (when called
            (let ((group (assoc kind index)))
              (unless group
                (setq group (list kind))
                (push group index))
              (setcdr group (append (cdr group) (list (cons called place)))))))))
    (sort index (lambda (a b) (string< (car a) (car b))))))

;;;; Completion

(defun pbp--kind-around ()
  "The kind of the block around point, or nil."
  (save-excursion
    (let ((open (nth 1 (syntax-ppss))))
      (while (and open (not (eq (char-after open) ?\{)))
        (setq open (nth 1 (syntax-ppss open))))
      (when open
        (goto-char open)
        (let ((from (line-beginning-position)))
          (and (re-search-backward "[{}]\\|^" from t)
               (re-search-forward pbp--kind open t)
               (match-string-no-properties 1)))))))

(defun pbp--names ()
  "The names of the blocks in the buffer."
  (let (names)
    (save-excursion
      (goto-char (point-min))
      (while (re-search-forward (concat pbp--kind "[ \t]+\\(" pbp--name "\\)[ \t]*[\"{l]") nil t)
        (push (match-string-no-properties 2) names)))
    (delete-dups names)))

(defun pbp-completion-at-point ()
  "Complete kinds and fields, units behind a number, names and words."
  (unless (nth 8 (syntax-ppss))
    (let* ((end (point))
           (start (save-excursion (skip-chars-backward "[:alnum:]_") (point)))
           (before (buffer-substring-no-properties (line-beginning-position) start))
           (kind (pbp--kind-around))
           (words
            (cond
             ((string-match-p "\\`[ \t]*\\(?:template[ \t]+\\)?\\'\\|[{}][ \t]*\\'" before)
              (append (and kind
                           (mapcar (lambda (field) (concat field ":"))
                                   (append (cdr (assoc kind pbp-kind-fields))
                                           pbp-fields-of-every-block)))
                      pbp-kinds
                      (unless kind '("import" "let" "template" "update"))))
             ((string-match-p "[0-9][0-9,_.kMB]*[ \t]+\\'" before)
              (append pbp-units pbp-currencies))
             ((eq (char-before start) ?.) pbp-figures)
             (t (append (pbp--names) pbp-values pbp--reserved pbp-constants pbp-functions)))))
      (list start end words :exclusive 'no))))

;;;; The program

(defun pbp--find-program ()
  "The program pbp; an error if there is none."
  (or (executable-find pbp-program)
      (user-error "There is no program %s; `pbp-program' names it" pbp-program)))

;;;###autoload
(defun pbp-format-buffer ()
  "Lay out the buffer as `pbp fmt' does."
  (interactive "*")
  (let ((program (pbp--find-program))
        (result (generate-new-buffer " *pbp fmt*" t))
        (coding-system-for-read 'utf-8-unix)
        (coding-system-for-write 'utf-8-unix))
    (unwind-protect
        (let ((code (save-restriction
                      (widen)
                      (call-process-region nil nil program nil (list result nil) nil "fmt" "-"))))
          (if (or (not (memq code '(0 1)))
                  (and (zerop (buffer-size result)) (> (buffer-size) 0)))
              (message "pbp: the plan cannot be laid out (%s)" code)
            (save-restriction
              (widen)
              (replace-buffer-contents result 2.0))))
      (kill-buffer result))))

(defun pbp--format-before-save ()
  "Lay out the buffer; if that fails, say so and no more."
  (condition-case problem
      (pbp-format-buffer)
    (error (message "pbp: %s" (error-message-string problem)))))

;;;###autoload
(define-minor-mode pbp-format-on-save-mode
  "Lay out the plan before it is saved."
  :lighter " fmt"
  (if pbp-format-on-save-mode
      (add-hook 'before-save-hook #'pbp--format-before-save nil t)
    (remove-hook 'before-save-hook #'pbp--format-before-save t)))

(define-derived-mode pbp-check-output-mode compilation-mode "pbp check"
  "What `pbp check' finds."
  (setq-local compilation-error-screen-columns nil)
  (setq-local compilation-error-regexp-alist
              '(("^\\([^\n:]+\\|[A-Za-z]:[^\n:]+\\):\\([0-9]+\\):\\([0-9]+\\): \
\\(?:error\\|\\(warning\\)\\|\\(info\\)\\)\\["
                 1 2 3 (4 . 5)))))

;;;###autoload
(defun pbp-check ()
  "Check the folder of the plan."
  (interactive)
  (compilation-start
   (mapconcat #'shell-quote-argument
              `(,(pbp--find-program) "check" "--format" "concise" ,@pbp-check-arguments)
              " ")
   #'pbp-check-output-mode))

;;;###autoload
(defun pbp-explain (word)
  "Say what WORD means: a kind, a field, a rule or a type."
  (interactive
   (list (let ((word (thing-at-point 'symbol t)))
           (read-string (if word (format "Explain (%s): " word) "Explain: ") nil nil word))))
  (let ((program (pbp--find-program)))
    (with-help-window "*pbp explain*"
      (with-current-buffer standard-output
        (call-process program nil t nil "explain" word)))))

;;;; Flymake

(defvar-local pbp--flymake-process nil
  "The check that runs.")

(defun pbp--flymake-place (place)
  "Where in the buffer the JSON object PLACE is."
  (save-excursion
    (goto-char (point-min))
    (forward-line (1- (alist-get 'line place)))
    (min (+ (point) (1- (alist-get 'column place))) (line-end-position))))

(defun pbp--flymake-diagnostic (finding)
  "The diagnostic of FINDING, in the current buffer."
  (let* ((start (pbp--flymake-place (alist-get 'start finding)))
         (end (let ((end (alist-get 'end finding)))
                (if end (pbp--flymake-place end) start)))
         (level (alist-get 'level finding)))
    (when (<= end start)
      (setq end (min (1+ start) (point-max))
            start (min start (max (point-min) (1- end)))))
    (flymake-make-diagnostic
     (current-buffer) start end
     (pcase level ("error" :error) ("warning" :warning) (_ :note))
     (format "%s [%s]" (alist-get 'message finding) (alist-get 'rule finding)))))

(defun pbp--flymake-diagnostics (output path)
  "The diagnostics of the current buffer, called PATH, in the JSON of OUTPUT."
  (let* ((json-array-type 'list)
         (json-object-type 'alist)
         (json-key-type 'symbol)
         (answer (with-current-buffer output
                   (goto-char (point-min))
                   (json-read))))
    (save-restriction
      (widen)
      (mapcar #'pbp--flymake-diagnostic
              (seq-filter (lambda (finding) (equal (alist-get 'path finding) path))
                          (alist-get 'findings answer))))))

;;;###autoload
(defun pbp-flymake (report &rest _)
  "Check the buffer, as it is now, and hand what is found to REPORT.
This is a backend of `flymake-diagnostic-functions'.  Where lsp-mode runs,
it finds nothing: the server has said it all."
  (if (bound-and-true-p lsp-mode)
      (funcall report nil)
    (pbp--flymake-check report)))

(defun pbp--flymake-check (report)
  "Check the buffer, and hand what is found to REPORT."
  (let ((program (executable-find pbp-program))
        (source (current-buffer))
        (path (if buffer-file-name (file-name-nondirectory buffer-file-name) "plan.pbp")))
    (unless program
      (error "There is no program %s" pbp-program))
    (when (process-live-p pbp--flymake-process)
      (kill-process pbp--flymake-process))
    (save-restriction
      (widen)
      (setq pbp--flymake-process
            (make-process
             :name "pbp-flymake" :noquery t :connection-type 'pipe
             :coding 'utf-8-unix
             :buffer (generate-new-buffer " *pbp-flymake*")
             :stderr (get-buffer-create " *pbp-flymake errors*")
             :command `(,program "check" "--format" "json" ,@pbp-check-arguments
                                 "--stdin-name" ,path "-")
             :sentinel
             (lambda (process _event)
               (when (memq (process-status process) '(exit signal))
                 (unwind-protect
                     (when (buffer-live-p source)
                       (with-current-buffer source
                         (when (eq process pbp--flymake-process)
                           (condition-case problem
                               (funcall report (pbp--flymake-diagnostics
                                                (process-buffer process) path))
                             (error
                              (funcall report :panic
                                       :explanation (error-message-string problem)))))))
                   (kill-buffer (process-buffer process)))))))
      (let ((errors (get-buffer-process " *pbp-flymake errors*")))
        (when errors
          (set-process-query-on-exit-flag errors nil)))
      (process-send-region pbp--flymake-process (point-min) (point-max))
      (process-send-eof pbp--flymake-process))))

;;;; Language server

(defvar eglot-server-programs)

(defun pbp-eglot-contact (&rest _)
  "The command of the language server."
  (list pbp-program "lsp"))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(pbp-mode . pbp-eglot-contact)))

(defvar lsp-language-id-configuration)
(declare-function lsp-register-client "ext:lsp-mode")
(declare-function lsp-stdio-connection "ext:lsp-mode")
(declare-function make-lsp-client "ext:lsp-mode")

(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(pbp-mode . "pbp"))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection #'pbp-eglot-contact)
                    :activation-fn (lambda (file _mode) (string-suffix-p ".pbp" file))
                    :server-id 'pbp)))

;;;; The mode

(defvar pbp-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-f") #'pbp-format-buffer)
    (define-key map (kbd "C-c C-c") #'pbp-check)
    (define-key map (kbd "C-c C-e") #'pbp-explain)
    map)
  "Keys of `pbp-mode'.")

(defvar hs-special-modes-alist)

;;;###autoload
(define-derived-mode pbp-mode prog-mode "PBP"
  "Mode for Partner Business Plans.

\\{pbp-mode-map}"
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local comment-end "")
  (setq-local parse-sexp-ignore-comments t)
  (setq-local syntax-propertize-function #'pbp--propertize)
  (setq-local font-lock-defaults '(pbp-font-lock-keywords nil nil nil))
  (setq-local indent-line-function #'pbp-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local fill-column 100)
  (setq-local fill-paragraph-function #'pbp-fill-paragraph)
  (setq-local electric-indent-chars (append "}])" electric-indent-chars))
  (setq-local beginning-of-defun-function #'pbp-beginning-of-defun)
  (setq-local end-of-defun-function #'pbp-end-of-defun)
  (setq-local imenu-create-index-function #'pbp-imenu-index)
  (add-hook 'completion-at-point-functions #'pbp-completion-at-point nil t)
  (when pbp-format-on-save
    (pbp-format-on-save-mode 1))
  (add-hook 'flymake-diagnostic-functions #'pbp-flymake nil t)
  (when (and pbp-use-flymake
             buffer-file-name
             (not (file-remote-p buffer-file-name))
             (executable-find pbp-program))
    (flymake-mode 1)))

(with-eval-after-load 'hideshow
  (add-to-list 'hs-special-modes-alist '(pbp-mode "{" "}" "#")))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.pbp\\'" . pbp-mode))

(provide 'pbp-mode)

;;; pbp-mode.el ends here
