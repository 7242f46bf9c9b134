#pragma once

#include "core/library/library.h"

#include <QTemporaryDir>
#include <memory>
#include <stop_token>

namespace raskadr::cli {

// The small pictures of a workbook: those of the library's cache and, where it has none yet, ones
// that are made for the occasion in a folder that goes with the object. One thread at a time.
class PassportThumbnails
{
public:
    // The library outlives it.
    PassportThumbnails(Library& library, std::stop_token stop);

    // A JPEG, or nothing if the original cannot be shown.
    QString pathOf(const QString& sha256);

private:
    Library& m_library;
    const std::stop_token m_stop;
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace raskadr::cli
