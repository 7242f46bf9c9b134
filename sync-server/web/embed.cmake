# Makes webfiles.cpp out of the files of this folder:
#   cmake -DOUT=<webfiles.cpp> -DTOKENS=<tokens.css> -DSTYLES=<a;b> -DSCRIPTS=<a;b> -DSOURCES=<a;b> -P embed.cmake
# Styles are joined behind the colours, scripts into one closed function; the names of what a browser
# loads carry a hash of the content.
cmake_minimum_required(VERSION 3.25)
set(web ${CMAKE_CURRENT_LIST_DIR})
get_filename_component(work ${OUT} DIRECTORY)
file(MAKE_DIRECTORY ${work}/web)

# A file for browsers: its entry in the table, with the compressed form.
function(add_file name ending mime content)
    string(SHA256 hash "${content}")
    string(SUBSTRING ${hash} 0 10 hash)
    set(path ${work}/web/${name}.${hash}.${ending})
    file(WRITE ${path} "${content}")
    file(ARCHIVE_CREATE OUTPUT ${path}.gz PATHS ${path} FORMAT raw COMPRESSION GZip COMPRESSION_LEVEL 9 MTIME "1980-01-01")
    file(READ ${path}.gz zipped HEX)
    string(LENGTH "${zipped}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" zipped "${zipped}")
    string(APPEND table "    {\"${name}.${hash}.${ending}\", \"${mime}\", R\"web(${content})web\",\n     {\"${zipped}\", ${size}}},\n")
    set(table "${table}" PARENT_SCOPE)
    set(added ${name}.${hash}.${ending} PARENT_SCOPE)
endfunction()

file(READ ${web}/glyphs.svg glyphs)
add_file(glyphs svg image/svg+xml "${glyphs}")
set(glyphs_name ${added})
file(READ ${web}/icon.svg icon)
add_file(icon svg image/svg+xml "${icon}")

# The page follows the system, the opened shot is always dark.
file(READ ${TOKENS} tokens)
string(REGEX MATCH ":root[^{]*{([^}]*)}" ignored "${tokens}")
set(dark "${CMAKE_MATCH_1}")
string(REGEX MATCH "data-theme=light[^{]*{([^}]*)}" ignored "${tokens}")
set(light "${CMAKE_MATCH_1}")
set(style ":root{${light}color-scheme:light}\n@media(prefers-color-scheme:dark){:root{${dark}color-scheme:dark}}\n.dark{${dark}color-scheme:dark}\n")
foreach(part IN LISTS STYLES)
    file(READ ${web}/${part} text)
    string(APPEND style "${text}")
endforeach()
string(REPLACE "glyphs.svg" ${glyphs_name} style "${style}")
# Comments and indents are for those who read the sources.
string(REGEX REPLACE "/\\*([^*]|\\*[^/])*\\*/" "" style "${style}")
string(REGEX REPLACE "\n[ \n]*" "\n" style "${style}")
add_file(page css "text/css; charset=utf-8" "${style}")

set(script "'use strict';(()=>{\n")
foreach(part IN LISTS SCRIPTS)
    file(READ ${web}/${part} text)
    string(APPEND script "${text}")
endforeach()
string(APPEND script "})();\n")
string(REGEX REPLACE "\n[ \n]*" "\n" script "${script}")
string(REGEX REPLACE "\n//[^\n]*" "" script "${script}")
add_file(page js "text/javascript; charset=utf-8" "${script}")

set(sources "")
foreach(name IN LISTS SOURCES)
    file(READ ${web}/${name} text)
    string(APPEND sources "    {\"${name}\", R\"web(${text})web\"},\n")
endforeach()

file(WRITE ${OUT}.new "// Made from sync-server/web by embed.cmake.
#include \"core/wire/webfiles.h\"

#include <algorithm>
#include <array>
#include <utility>

namespace raskadr::wire {

namespace {

constexpr WebFile files[] = {
${table}};

constexpr std::pair<std::string_view, std::string_view> sources[] = {
${sources}};

} // namespace

std::span<const WebFile> webFiles()
{
    return files;
}

const WebFile* webFile(std::string_view name)
{
    const auto found = std::find_if(std::begin(files), std::end(files), [name](const WebFile& file) { return file.name == name; });
    return found == std::end(files) ? nullptr : found;
}

std::string_view webSource(std::string_view name)
{
    const auto found = std::find_if(std::begin(sources), std::end(sources), [name](const auto& source) { return source.first == name; });
    return found == std::end(sources) ? std::string_view() : found->second;
}

} // namespace raskadr::wire
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
file(REMOVE ${OUT}.new)
