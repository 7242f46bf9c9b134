#pragma once

// The page of a link as files that a browser opens without a server; internal to this module.

#include "core/sharing/publishcontent.h"
#include "core/sharing/sharefailure.h"

#include <stop_token>

namespace raskadr {

struct FolderTarget
{
    QString path; // of the folder, or of the archive if it ends in .zip
    bool isOwn = false; // the same link was, or began to be, written there before
};

// FolderTaken if something is there that this link did not write.
ShareResult<> checkTarget(const FolderTarget& target);

// Writes the page, its files and the media. Guests who have the page open keep what they see until
// the last moment; then what only the earlier revision needed goes, and nothing else. An archive is
// written aside and put in place whole. Errors: FolderTaken, those of writing, Cancelled. For a
// pool thread.
ShareResult<> writeFolder(const FolderTarget& target, const FolderContent& content,
                          const std::function<void(qsizetype)>& copied,
                          const std::stop_token& stop);

} // namespace raskadr
