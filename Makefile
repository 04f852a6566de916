# pbp: compiler for partner business plans. GNU make 4.3 or later; everything that is made lies in build/.
# `make help` lists the targets. SAN=1 builds and runs the program under ASan and UBSan, in build/san; V=1
# shows whole commands; WERROR=1 (and CI=true) make warnings errors.

CC      = gcc
CFLAGS  = -O2 -g
LDFLAGS =
HOSTCC  = $(CC)
AR      = ar
FLEX    = flex -Cfe
BISON   = bison
PREFIX  = /usr/local

FUZZ_CC      = clang
FUZZ_SECONDS = 60
DEMO_DAY     = 2026-05-15

V =
Q = $(if $(V),,@)
say = $(if $(V),,@printf '  %-6s %s\n' $(1) $(2))

MAKEFLAGS += --no-builtin-rules --no-builtin-variables
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# ---- flags --------------------------------------------------------------------------------------

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wcast-qual -Wwrite-strings -Wvla -Wundef -Wformat=2
ifneq ($(or $(filter true 1,$(CI)),$(filter-out 0,$(WERROR))),)
WARNINGS += -Werror
endif

LANGUAGE = -std=c17 -D_GNU_SOURCE -I.
# Loading libraries is half of what a start costs, so they are linked in where the machine has their archives;
# STATIC= leaves all of them to be loaded.
STATIC   = utf8proc sodium jansson
archive  = $(if $(filter $(1),$(STATIC)),$(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)))
LIBS    := $(foreach lib,utf8proc md4c sodium jansson,$(or $(call archive,$(lib)),-l$(lib))) -pthread

# Four ways to build the same sources. An error found by a sanitizer ends the program, so that no test
# can pass over it.
SANITIZE     = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
cc_plain     = $(CC)
flags_plain  = $(CFLAGS)
cc_san       = $(CC)
flags_san    = $(CFLAGS) -O1 $(SANITIZE)
cc_race      = $(CC)
flags_race   = $(CFLAGS) -O1 -fsanitize=thread
cc_fuzz      = $(FUZZ_CC)
flags_fuzz   = -g -O1 $(SANITIZE) -fsanitize=fuzzer-no-link

VARIANT := $(if $(filter-out 0,$(SAN)),san,plain)
OUT     := $(if $(filter san,$(VARIANT)),build/san,build)
PBP     := $(OUT)/pbp

# ---- sources: whatever lies in the folders ------------------------------------------------------

SOURCES := $(sort $(wildcard runtime/base/*.c runtime/values/*.c runtime/track/*.c \
	compiler/*/*.c compiler/*/*/*.c))
MAIN    := compiler/cmd/main.c

# In a folder of items every .c file is one, but for these stems: the folder's own machinery.
NOT_ITEMS := %_shared registry main engine
items = $(filter-out $(NOT_ITEMS),$(basename $(notdir $(sort $(wildcard $(1)/*.c)))))

REGISTRIES := rules formats finding_formats commands lsp_methods
folder_rules    := compiler/rules
folder_formats  := compiler/emit
folder_finding_formats := compiler/diag/formats
folder_commands := compiler/cmd
folder_lsp_methods := compiler/lsp/methods

# A file of the schema declares a kind if a line of it starts with KIND( .
SCHEMA_KINDS = $(sort $(shell grep -lw '^KIND' grammar/schema/*.def 2>/dev/null))

STDLIB := $(sort $(wildcard stdlib/*.pbp))
MANUAL := $(sort $(wildcard compiler/manual/*.md))
NEW    := $(sort $(wildcard stdlib/new/*.pbp))
REPORT := $(sort $(wildcard runtime/report/*.* runtime/report/*/*.*))

GEN_SOURCES := $(addprefix build/gen/,scanner.c parser.c parser_plain.c stdlib.c new.c manual.c report.c)
GENERATED   := $(GEN_SOURCES) $(addprefix build/gen/,scanner.h parser.h schema.def) \
	$(REGISTRIES:%=build/gen/%.def) build/gen/zones.def

LIB_SOURCES  := $(filter-out $(MAIN),$(SOURCES)) $(GEN_SOURCES)
UNIT_TESTS   := $(basename $(sort $(wildcard tests/unit/test_*.c)))
UNIT_SUPPORT := $(filter-out $(UNIT_TESTS:=.c),$(sort $(wildcard tests/unit/*.c)))
FUZZERS      := $(basename $(notdir $(sort $(wildcard tests/fuzz/fuzz_*.c))))
BENCHES      := $(basename $(notdir $(sort $(wildcard tests/bench/*.c))))

# ---- targets ------------------------------------------------------------------------------------

.PHONY: all demo test test-unit test-golden test-laws test-foreign test-editors vsix words pictures style layers bench race fuzz clean \
	install help FORCE

all: $(PBP) ## build the program (build/pbp)

demo: $(PBP) ## check the example, write its review pack and agenda to build/demo
	@sh tests/demo.sh $(PBP) $(DEMO_DAY) build/demo

test: build/pbp build/san/pbp units-plain units-san build/browser/.ready ## everything, plainly and under ASan and UBSan
	@sh tests/demo.sh build/pbp $(DEMO_DAY) build/demo >build/demo.log 2>&1 || { cat build/demo.log; exit 1; }
	@sh tests/run.sh style layers unit:build golden:build laws:build \
		unit:build/san golden:build/san laws:build/san foreign:build/demo editors:build server:build/san

test-unit: units-$(VARIANT) ## unit tests only (SAN=1: under the sanitizers)
	@sh tests/run.sh unit:$(OUT)

test-golden: $(PBP) ## golden tests only; UPDATE=1 rewrites what is expected
	@sh tests/run.sh golden:$(OUT)

test-laws: $(PBP) ## laws only: what holds for every plan
	@sh tests/run.sh laws:$(OUT)

test-foreign: demo build/browser/.ready ## other people's parsers and a browser read the demo
	@sh tests/run.sh foreign:build/demo

test-editors: build/pbp build/browser/.ready ## the language server by its clients, colours by editors' own engines
	@sh tests/run.sh editors:build

pictures: demo build/browser/.ready ## the README's pictures, taken of the demo
	@node tests/browser/pictures.mjs build/browser build/demo tests/pictures

style: ## layout and habits of the C sources
	@sh tests/style.sh

layers: ## which folder may include which
	@sh tests/layers.sh

bench: build/pbp $(BENCHES:%=build/bench/%) build/browser/.ready ## instructions, time and memory of `check`
	@test -f tests/bench/run.sh || { echo "make bench: there is no tests/bench/run.sh" >&2; exit 2; }
	@PBP=$(abspath build/pbp) BENCH=$(abspath build/bench) MODULES=$(abspath build/browser) sh tests/bench/run.sh

race: build/race/pbp ## plans checked on several threads, under ThreadSanitizer
	@TSAN_OPTIONS=halt_on_error=1 PBP=$(abspath build/race/pbp) sh tests/laws/jobs.sh

fuzz: $(FUZZERS:%=build/fuzz/%) ## run each fuzzer for FUZZ_SECONDS (60)
	@sh tests/fuzz.sh $(FUZZ_SECONDS) $(FUZZERS:%=build/fuzz/%)

# Written by the program itself: its manual page and what shells complete.
SHARE := $(DESTDIR)$(PREFIX)/share
vsix: ## the extension for VS Code, to be installed with `code --install-extension`
	@sh editors/vscode/package.sh build

words: build/pbp ## the words of the language in the files of editors/, after the schema has changed
	@node tests/editors/words.mjs build/pbp --update
	@node tests/editors/words_vim_emacs.mjs --update build/pbp

install: build/pbp ## install the program, its manual page and completions below PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 755 build/pbp $(DESTDIR)$(PREFIX)/bin/pbp
	build/pbp manual --format man >$(SHARE)/man/man1/pbp.1
	build/pbp completions bash >$(SHARE)/bash-completion/completions/pbp
	build/pbp completions zsh >$(SHARE)/zsh/site-functions/_pbp
	build/pbp completions fish >$(SHARE)/fish/vendor_completions.d/pbp.fish

clean: ## remove build/
	rm -rf --one-file-system build

help: ## this list
	@awk -F ' ## ' '/^[a-z-]+:.* ## / { sub(/:.*/, "", $$1); printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# ---- generated sources --------------------------------------------------------------------------

# Rules that look at folders run on every make and leave their output alone unless it changed, so that
# a new or a removed file is seen and nothing is compiled in vain.
settle = if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

build/gen:
	@mkdir -p $@

build/gen/scanner.c build/gen/scanner.h &: grammar/pbp.l | build/gen
	$(call say,FLEX,$<)
	$(Q)$(FLEX) -o build/gen/scanner.c --header-file=build/gen/scanner.h $<

build/gen/parser.c build/gen/parser.h &: grammar/pbp.y | build/gen
	$(call say,BISON,$<)
	$(Q)$(BISON) -Wall -Wno-yacc -Werror=conflicts-sr,conflicts-rr -o build/gen/parser.c \
		--defines=build/gen/parser.h $<

# The same grammar without what only messages need.
build/gen/parser_plain.c: grammar/pbp.y | build/gen
	$(call say,BISON,$@)
	$(Q)$(BISON) -Wall -Wno-yacc -o $@ -F api.prefix='{pbp_plain_}' -F api.token.prefix='{PLAIN_}' \
		-F parse.lac=none -F api.push-pull=pull -F lr.default-reduction=most $<

$(REGISTRIES:%=build/gen/%.def): build/gen/%.def: FORCE | build/gen
	@{ echo '/* One X(name) for each item of $(folder_$*). */'; \
		$(foreach item,$(call items,$(folder_$*)),echo 'X($(item))';) } >$@.new
	@$(settle)

build/gen/schema.def: FORCE | build/gen
	@{ echo '/* The kinds of the language, in order of their file names. */'; \
		$(foreach kind,$(SCHEMA_KINDS),echo '#include "$(kind)"';) } >$@.new
	@$(settle)

ZONEINFO = /usr/share/zoneinfo

build/gen/zones.def: compiler/zones.sh $(ZONEINFO)/tzdata.zi | build/gen
	$(call say,ZONES,$@)
	$(Q)sh compiler/zones.sh $(ZONEINFO) >$@.new
	@$(settle)

# compiler/embed.c is a tool of the build, not a part of the program.
build/embed: compiler/embed.c | build/gen
	$(call say,HOSTCC,$@)
	$(Q)$(HOSTCC) $(LANGUAGE) $(WARNINGS) -o $@ $<

build/gen/stdlib.c: build/embed FORCE
	@build/embed embedded_stdlib stdlib $(STDLIB) >$@.new
	@$(settle)

build/gen/new.c: build/embed FORCE
	@build/embed embedded_new stdlib/new $(NEW) >$@.new
	@$(settle)

build/gen/manual.c: build/embed FORCE
	@build/embed embedded_manual compiler/manual $(MANUAL) >$@.new
	@$(settle)

build/gen/report.c: build/embed FORCE
	@build/embed embedded_report runtime/report $(REPORT) >$@.new
	@$(settle)

# ---- one set of rules per way to build ----------------------------------------------------------

# $(1) the variant, $(2) its folder
define variant
objects_$(1) := $$(LIB_SOURCES:%.c=$(2)/obj/%.o)

# What the objects and the library were made with and from: a change of either rebuilds them.
$(2)/obj/flags: FORCE
	@mkdir -p $$(@D)
	@echo '$$(cc_$(1)) $$(LANGUAGE) $$(WARNINGS) $$(flags_$(1)) $$(LDFLAGS)' >$$@.new
	@$$(settle)

$(2)/obj/sources: FORCE
	@mkdir -p $$(@D)
	@echo '$$(LIB_SOURCES)' >$$@.new
	@$$(settle)

$(2)/obj/%.o: %.c $(2)/obj/flags | $$(GENERATED)
	@mkdir -p $$(@D)
	$$(call say,CC,$$@)
	$$(Q)$$(cc_$(1)) $$(LANGUAGE) $$(WARNINGS) $$(flags_$(1)) -MMD -MP -c -o $$@ $$<

$(2)/libpbp.a: $$(objects_$(1)) $(2)/obj/sources
	@rm -f $$@
	$$(call say,AR,$$@)
	$$(Q)$$(AR) rcs $$@ $$(objects_$(1))

$(2)/pbp: $(2)/obj/$$(MAIN:.c=.o) $(2)/libpbp.a
	$$(call say,LINK,$$@)
	$$(Q)$$(cc_$(1)) $$(flags_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(LIBS)

$(2)/tests/unit/%: $(2)/obj/tests/unit/%.o $$(UNIT_SUPPORT:%.c=$(2)/obj/%.o) $(2)/libpbp.a
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@)
	$$(Q)$$(cc_$(1)) $$(flags_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(LIBS) -lcmocka

.PHONY: units-$(1)
units-$(1): $$(UNIT_TESTS:%=$(2)/%)

.PRECIOUS: $(2)/obj/%.o
-include $$(objects_$(1):.o=.d) $(2)/obj/$$(MAIN:.c=.d)
-include $$(patsubst %,$(2)/obj/%.d,$$(UNIT_TESTS) $$(basename $$(UNIT_SUPPORT)))
endef

$(eval $(call variant,plain,build))
$(eval $(call variant,san,build/san))
$(eval $(call variant,race,build/race))
$(eval $(call variant,fuzz,build/fuzz))

$(FUZZERS:%=build/fuzz/%): build/fuzz/%: build/fuzz/obj/tests/fuzz/%.o build/fuzz/libpbp.a
	$(call say,LINK,$@)
	$(Q)$(FUZZ_CC) $(flags_fuzz) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LIBS)

$(BENCHES:%=build/bench/%): build/bench/%: build/obj/tests/bench/%.o build/libpbp.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

-include $(FUZZERS:%=build/fuzz/obj/tests/fuzz/%.d) $(BENCHES:%=build/obj/tests/bench/%.d)

# ---- the foreign readers: npm packages at the versions of the lock file -------------------------

build/browser/.ready: tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc
	@mkdir -p $(@D)
	@cp $^ $(@D)
	$(call say,NPM,$(@D))
	$(Q)cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
