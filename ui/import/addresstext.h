#pragma once

#include "core/ingest/addressimport.h"

namespace raskadr::ui {

// Why nothing came from an address, and what to do instead; empty for Cancelled. Any thread.
QString addressFaultText(AddressFault fault);

} // namespace raskadr::ui
