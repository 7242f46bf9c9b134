#pragma once

namespace raskadr {

// Keeps what the process has in memory (keys, prompts, paths) out of core dumps and out of reach of
// other programs of the same user. To be called first in main().
void hardenProcess();

} // namespace raskadr
