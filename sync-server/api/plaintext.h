#pragma once

#include <string>

namespace raskadr::server {

// A text as it was meant: line ends as \n, nothing blank before and after it.
std::string withoutEdges(const std::string& text);

} // namespace raskadr::server
