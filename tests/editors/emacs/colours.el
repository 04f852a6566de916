;;; colours.el --- What colours the tokens have  -*- lexical-binding: t; -*-

;; Writes to $SEEN, for each line of $LIST, the classes that its token has on the screen.

(require 'pbp-mode)

(defconst seen-classes
  '((font-lock-type-face . "type") (font-lock-variable-name-face . "property")
    (font-lock-keyword-face . "keyword") (pbp-number . "number") (pbp-date . "date")
    (pbp-operator . "operator") (font-lock-string-face . "string") (font-lock-doc-face . "string")
    (font-lock-comment-face . "comment") (font-lock-comment-delimiter-face . "comment")
    (pbp-unit . "name") (pbp-word . "name") (font-lock-function-name-face . "name") (nil . "none")))

(defun seen-class (place)
  "The class of what is at PLACE."
  (let ((face (get-text-property place 'face)))
    (or (cdr (assq face seen-classes)) (format "%s" face))))

(let ((file nil)
      (out nil)
      (folder default-directory)
      (pbp-use-flymake nil)
      (coding-system-for-read 'utf-8-unix))
  (dolist (row (split-string (with-temp-buffer
                               (insert-file-contents (getenv "LIST"))
                               (buffer-string))
                             "\n" t))
    (pcase-let ((`(,path ,line ,_ ,_ ,first ,last ,_) (split-string row "\t")))
      (unless (equal path file)
        (find-file (expand-file-name path folder))
        (pbp-mode)
        (font-lock-ensure)
        (setq file path))
      (goto-char (point-min))
      (forward-line (1- (string-to-number line)))
      (let* ((from (+ (point) (string-to-number first)))
             (to (+ (point) (string-to-number last))))
        (push (string-join
               (sort (delete-dups (mapcar #'seen-class (list from (/ (+ from to) 2) to))) #'string<)
               ",")
              out))))
  (with-temp-file (getenv "SEEN")
    (insert (string-join (nreverse out) "\n") "\n")))
