#pragma once

#include "core/library/library.h"

namespace raskadr {

// The library of this folder, made if there is none; null if that failed.
inline std::unique_ptr<Library> openLibrary(const QString& path)
{
    Library::OpenOptions options;
    options.create = true;
    auto library = Library::open(path, options);
    return library ? std::move(*library) : nullptr;
}

} // namespace raskadr
