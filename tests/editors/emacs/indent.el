;;; indent.el --- Indents plans anew  -*- lexical-binding: t; -*-

;; Indents each file of the list $LIST anew and writes the places that changed to $SEEN, and then the number of lines.
;; With $SPOIL=1, members stand anywhere before that.

(require 'pbp-mode)

(let ((out nil)
      (lines 0)
      (pbp-use-flymake nil)
      (inhibit-message t))
  (dolist (path (split-string (with-temp-buffer
                                (insert-file-contents (getenv "LIST"))
                                (buffer-string))
                              "\n" t))
    (with-temp-buffer
      (insert-file-contents path)
      (pbp-mode)
      (let ((before (split-string (buffer-string) "\n"))
            (number 0))
        (when (equal (getenv "SPOIL") "1")
          (while (re-search-forward "^[ \t]*\\([[:alpha:]_][[:alnum:]_]*:\\|}\\)" nil t)
            (replace-match "       \\1" t)))
        (indent-region (point-min) (point-max))
        (let ((after (split-string (buffer-string) "\n")))
          (setq lines (+ lines (length before)))
          (dolist (line before)
            (setq number (1+ number))
            (unless (equal line (car after))
              (push (format "%s:%d: '%s' became '%s'" path number line (car after)) out))
            (setq after (cdr after)))))))
  (with-temp-file (getenv "SEEN")
    (insert (string-join (reverse (cons (format "lines: %d" lines) out)) "\n") "\n")))
