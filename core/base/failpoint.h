#pragma once

namespace raskadr {

// Ends the process at once, as a kill would, if the environment variable RASKADR_CRASH_AT names
// this point: "import-file-stored", or "import-file-stored:3" for the third time that it is
// reached. Tests of what a kill leaves behind use it; without the variable it costs one comparison.
void failpoint(const char* name);

} // namespace raskadr
