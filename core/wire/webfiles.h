#pragma once

// The files of the page in sync-server/web, which the build puts into this library.

#include <span>
#include <string_view>

namespace raskadr::wire {

// A file that a browser loads beside the page. The name changes with the content, so that it may be
// kept for ever. The bytes live as long as the program.
struct WebFile
{
    std::string_view name; // "page.3f2a9c1b.css"
    std::string_view mime;
    std::string_view bytes;
    std::string_view gzip; // the same, compressed
};

// Style, script, glyphs and icon, in this order.
std::span<const WebFile> webFiles();
const WebFile* webFile(std::string_view name);

// A template or the list of words of the page ("board.html"); empty when there is none.
std::string_view webSource(std::string_view name);

} // namespace raskadr::wire
