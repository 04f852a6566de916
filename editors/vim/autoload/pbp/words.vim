" The words of the language, as `pbp manual --format json` says them. Written by
" tests/editors/words_vim_emacs.mjs --update; a test compares them.

" words: kinds {{{
let pbp#words#kinds = [
      \ 'action', 'activity', 'amendment', 'assumption', 'calendar', 'commitment', 'contingency',
      \ 'deal', 'decision', 'dependency', 'enablement', 'fact', 'feed', 'feedback', 'fund', 'funnel',
      \ 'goal', 'incentive', 'increments', 'initiative', 'metric', 'milestone', 'objective', 'party',
      \ 'person', 'plan', 'priority', 'product', 'project', 'rate', 'readings', 'region', 'request',
      \ 'resource', 'review', 'risk', 'roadblock', 'root_cause', 'rule', 'segment', 'session',
      \ 'signoff', 'term', 'tier', 'unit', 'win',
      \ ]
" }}}

" words: word_fields {{{
let pbp#words#word_fields = [
      \ 'type', 'fiscal_year_starts', 'pattern', 'year_end', 'year_named', 'week_starts', 'workdays',
      \ 'decimal', 'curve', 'area', 'kind', 'better', 'pace', 'role', 'status', 'profile',
      \ ]
" }}}

" words: keywords {{{
let pbp#words#keywords = [
      \ 'import', 'let', 'template', 'update', 'like', 'every', 'and', 'or', 'not', 'where', 'in',
      \ 'has', 'true', 'false',
      \ ]
" }}}

" words: clauses {{{
let pbp#words#clauses = [
      \ 'by', 'at', 'on', 'from', 'until', 'to', 'of', 'per', 'after', 'before', 'with', 'for',
      \ 'via', 'within', 'because', 'as',
      \ ]
" }}}

" words: constants {{{
let pbp#words#constants = [
      \ 'all', 'today', 'it', 'start', 'end',
      \ ]
" }}}

" words: functions {{{
let pbp#words#functions = [
      \ 'count', 'sum', 'min', 'max', 'any', 'all', 'column',
      \ ]
" }}}

" words: figures {{{
let pbp#words#figures = [
      \ 'status', 'latest', 'attainment', 'expected', 'pace', 'gap', 'projection',
      \ ]
" }}}

" words: values {{{
let pbp#words#values = [
      \ 'napkin', 'standard', 'strategic', 'draft', 'active', 'closed', 'vendor', 'partner',
      \ 'distributor', 'reseller', 'integrator', 'supplier', 'executive', 'manager', 'contributor',
      \ 'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
      \ 'october', 'november', 'december', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday',
      \ 'saturday', 'sunday', 'months', 'weeks_445', 'weeks_454', 'weeks_544', 'nearest', 'last',
      \ 'start', 'end', 'flow', 'level', 'more', 'less', 'leading', 'lagging', 'linear', 'step',
      \ 'marketing', 'sales', 'product', 'enablement', 'operations', 'market_entry', 'co_creation',
      \ 'roadmap', 'lifetime_value', 'talent', 'risk', 'strategize', 'recruit', 'onboard', 'enable',
      \ 'market', 'sell', 'incentivize', 'accelerate', 'defined', 'identified', 'detailed',
      \ 'decided', 'implementing', 'planned', 'on_hold', 'done', 'cancelled', 'collateral',
      \ 'playbook', 'sales_training', 'technical_training', 'operational_training', 'certification',
      \ 'people', 'cash', 'tool', 'environment', 'inventory', 'content', 'credit', 'avoid',
      \ 'mitigate', 'transfer', 'accept', 'operational', 'checkpoint', 'quarterly', 'planning',
      \ 'scope', 'date', 'target', 'owner', 'resource', 'correction', 'off', 'info', 'warning',
      \ 'error', 'point', 'comma',
      \ ]
" }}}

" words: units {{{
let pbp#words#units = [
      \ 'minute', 'minutes', 'hour', 'hours', 'day', 'days', 'week', 'weeks', 'month', 'months',
      \ 'quarter', 'quarters', 'year', 'years', 'business_hour', 'business_hours', 'business_day',
      \ 'business_days',
      \ ]
" }}}

" words: currencies {{{
let pbp#words#currencies = [
      \ 'AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT', 'BGN',
      \ 'BHD', 'BIF', 'BMD', 'BND', 'BOB', 'BOV', 'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD',
      \ 'CDF', 'CHE', 'CHF', 'CHW', 'CLF', 'CLP', 'CNY', 'COP', 'COU', 'CRC', 'CUP', 'CVE', 'CZK',
      \ 'DJF', 'DKK', 'DOP', 'DZD', 'EGP', 'ERN', 'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GHS',
      \ 'GIP', 'GMD', 'GNF', 'GTQ', 'GYD', 'HKD', 'HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'IQD',
      \ 'IRR', 'ISK', 'JMD', 'JOD', 'JPY', 'KES', 'KGS', 'KHR', 'KMF', 'KPW', 'KRW', 'KWD', 'KYD',
      \ 'KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'LYD', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT',
      \ 'MOP', 'MRU', 'MUR', 'MVR', 'MWK', 'MXN', 'MXV', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NOK',
      \ 'NPR', 'NZD', 'OMR', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR', 'PLN', 'PYG', 'QAR', 'RON', 'RSD',
      \ 'RUB', 'RWF', 'SAR', 'SBD', 'SCR', 'SDG', 'SEK', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD', 'SSP',
      \ 'STN', 'SVC', 'SYP', 'SZL', 'THB', 'TJS', 'TMT', 'TND', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS',
      \ 'UAH', 'UGX', 'USD', 'USN', 'UYI', 'UYU', 'UYW', 'UZS', 'VED', 'VES', 'VND', 'VUV', 'WST',
      \ 'XAF', 'XCD', 'XCG', 'XOF', 'XPF', 'YER', 'ZAR', 'ZMW', 'ZWG',
      \ ]
" }}}

" words: fields_of_every_block {{{
let pbp#words#fields_of_every_block = [
      \ 'about', 'tags', 'link', 'only_for', 'allow',
      \ ]
" }}}

" words: kind_fields {{{
let pbp#words#kind_fields = {
      \ 'action': [
      \   'owner', 'due', 'done', 'dropped', 'affects', 'from',
      \ ],
      \ 'activity': [
      \   'window', 'due', 'owner', 'team', 'effort', 'cost', 'done', 'forecast', 'after',
      \ ],
      \ 'amendment': [
      \   'changes', 'type', 'because', 'decided', 'effective', 'approved', 'seal',
      \ ],
      \ 'assumption': [
      \   'owner', 'holds_while', 'recheck_by', 'affects', 'broken',
      \ ],
      \ 'calendar': [
      \   'fiscal_year_starts', 'pattern', 'year_end', 'year_named', 'week_starts', 'workdays',
      \   'holidays',
      \ ],
      \ 'commitment': [
      \   'by', 'to', 'owner', 'due', 'value', 'kept', 'broken',
      \ ],
      \ 'contingency': [
      \   'owner', 'cost', 'activated', 'declined',
      \ ],
      \ 'deal': [
      \   'account', 'value', 'stage', 'owner', 'with', 'next', 'closes',
      \ ],
      \ 'decision': [
      \   'by', 'on', 'affects',
      \ ],
      \ 'dependency': [
      \   'from', 'to', 'need_by', 'promised', 'delivered', 'accepted_when', 'affects',
      \ ],
      \ 'enablement': [
      \   'type', 'owner', 'audience', 'due', 'via', 'needed_by', 'completed', 'people', 'trained',
      \ ],
      \ 'fact': [
      \   'value', 'source', 'of',
      \ ],
      \ 'feed': [
      \   'file', 'into', 'date', 'value', 'count', 'sample', 'where', 'decimal', 'separator',
      \   'complete_to',
      \ ],
      \ 'feedback': [
      \   'from', 'answer', 'action',
      \ ],
      \ 'fund': [
      \   'of', 'owner', 'amount', 'match', 'window', 'reserve', 'claim_within',
      \ ],
      \ 'funnel': [
      \   'contacts', 'response', 'qualified', 'to_opportunity', 'win', 'value', 'cycle',
      \ ],
      \ 'goal': [
      \   'owner', 'with', 'objective', 'metric', 'scope', 'window', 'target', 'at_least', 'at_most',
      \   'between', 'baseline', 'prior', 'curve', 'part_of', 'stretch_of', 'evidence', 'benefits',
      \   'headline', 'critical', 'weight', 'source', 'refresh', 'measured_by', 'set',
      \ ],
      \ 'incentive': [
      \   'by', 'to', 'on', 'pays',
      \ ],
      \ 'increments': [
      \
      \ ],
      \ 'initiative': [
      \   'owner', 'with', 'serves', 'area', 'stage', 'window', 'budget', 'effort', 'team', 'needs',
      \   'after', 'contributes', 'effect_after', 'skills', 'gate', 'state',
      \ ],
      \ 'metric': [
      \   'means', 'unit', 'kind', 'better', 'owner', 'source', 'refresh', 'pace', 'pairs_with',
      \   'within', 'vanity', 'minimum_sample', 'equals',
      \ ],
      \ 'milestone': [
      \   'due', 'owner', 'done', 'forecast', 'accepted_when', 'proof', 'after',
      \ ],
      \ 'objective': [
      \   'serves', 'owner', 'horizon',
      \ ],
      \ 'party': [
      \   'role', 'calendar', 'sponsor', 'gains', 'escalation',
      \ ],
      \ 'person': [
      \   'of', 'title', 'level', 'email', 'joined', 'leaves', 'away', 'capacity', 'skills',
      \   'backup',
      \ ],
      \ 'plan': [
      \   'edition', 'between', 'period', 'currency', 'status', 'profile', 'level', 'set', 'tier',
      \   'calendar', 'timezone', 'vision', 'renews', 'sponsors', 'acknowledged', 'channels',
      \   'engagement',
      \ ],
      \ 'priority': [
      \   'of',
      \ ],
      \ 'product': [
      \   'size', 'opportunity',
      \ ],
      \ 'project': [
      \   'profile', 'calendar', 'level', 'set', 'edition',
      \ ],
      \ 'rate': [
      \   'of',
      \ ],
      \ 'readings': [
      \   'source', 'owner',
      \ ],
      \ 'region': [
      \   'size', 'opportunity',
      \ ],
      \ 'request': [
      \   'of', 'pays', 'asked', 'approved', 'spent', 'claimed', 'paid', 'proof', 'expects',
      \ ],
      \ 'resource': [
      \   'type', 'by', 'amount', 'window', 'confirmed', 'substitute',
      \ ],
      \ 'review': [
      \   'type', 'every', 'on', 'at', 'chair', 'attendees', 'covers', 'cutoff', 'internal',
      \ ],
      \ 'risk': [
      \   'owner', 'likelihood', 'impact', 'response', 'trigger', 'event', 'contingency', 'affects',
      \   'reviewed', 'closed',
      \ ],
      \ 'roadblock': [
      \   'raised', 'owner', 'blocks', 'next', 'due', 'escalated', 'cleared',
      \ ],
      \ 'root_cause': [
      \   'of', 'opened', 'owner', 'problem', 'why', 'escaped', 'verify', 'closed',
      \ ],
      \ 'rule': [
      \   'for', 'when', 'require', 'level', 'help',
      \ ],
      \ 'segment': [
      \   'size', 'opportunity',
      \ ],
      \ 'session': [
      \   'of', 'attended', 'not_held', 'notes',
      \ ],
      \ 'signoff': [
      \   'by', 'on', 'seal', 'signed',
      \ ],
      \ 'term': [
      \   'means',
      \ ],
      \ 'tier': [
      \   'profile', 'review_within', 'goals_at_least', 'requires',
      \ ],
      \ 'unit': [
      \   'many', 'whole', 'range',
      \ ],
      \ 'win': [
      \   'on', 'by', 'proof', 'goal',
      \ ],
      \ }
" }}}

" vim: foldmethod=marker
