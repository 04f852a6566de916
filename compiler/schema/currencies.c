#include "compiler/schema/schema.h"

#include <string.h>

const struct currency_info currency_infos[] = {
#define CURRENCY(code, name, decimals) {#code, name, decimals},
#include "grammar/schema/currencies.def"
#undef CURRENCY
};
const uint32_t currency_infos_n = sizeof currency_infos / sizeof *currency_infos;

unit_t unit_currency(struct str code)
{
	uint32_t low = 0, high = currency_infos_n;
	if (code.len != 3)
		return UNIT_NONE;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = memcmp(code.ptr, currency_infos[middle].code, 3);
		if (order == 0)
			return UNIT_CURRENCY_FIRST + middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return UNIT_NONE;
}

bool unit_is_currency(unit_t unit)
{
	return unit >= UNIT_CURRENCY_FIRST && unit < UNIT_CURRENCY_FIRST + currency_infos_n;
}

bool unit_is_duration(unit_t unit)
{
	return unit > UNIT_DURATION_FIRST && unit <= UNIT_DURATION_FIRST + DURATION_BUSINESS_DAY;
}
