#pragma once

namespace raskadr {

// Makes sure that the files under :/raskadr are linked and registered. Cheap to repeat. Any thread.
void initResources();

} // namespace raskadr
