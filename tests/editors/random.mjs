// Numbers that are drawn the same way each time (a linear congruential generator, Knuth's MMIX).

export function random(seed) {
	let state = BigInt(seed);
	// From 0 to below n.
	return (n) => {
		state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
		return Number((state >> 33n) % BigInt(n));
	};
}
