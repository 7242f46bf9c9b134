#pragma once

#include "core/media/mediafolder.h"
#include "core/model/account.h"
#include "core/model/asset.h"
#include "core/model/generation.h"
#include "core/model/media.h"
#include "core/model/project.h"
#include "core/model/shot.h"
#include "core/store/store.h"

#include <QString>

// Rows as a library holds them, filled with the least that the database takes.
namespace raskadr::rows {

Account account(const QString& login);
Project project(const AccountId& account, const QString& title = QStringLiteral("Film"));
Shot shot(const ProjectId& project, int position, const QString& title = {});
// A medium that no file stands behind; its SHA-256 is this hexadecimal digit throughout.
Media media(const QString& digit);
Asset asset(const ShotId& shot, const QString& sha256);
Generation generation(const ShotId& shot, const QString& prompt = QStringLiteral("a lighthouse"));

// Takes a real file into the media folder and gives its row, which is still to be inserted; the
// SHA-256 is empty if that failed.
Media mediaOfFile(const MediaFolder& folder, const QString& path);

// Writes and waits; the Error of a failed one is the test's to look at.
template <class Fn>
Result<> write(Store& store, const AccountId& account, Fn fn)
{
    return store
        .write(account,
               [&fn](Repositories& repositories) -> Result<> {
                   fn(repositories);
                   return {};
               })
        .wait();
}

} // namespace raskadr::rows
