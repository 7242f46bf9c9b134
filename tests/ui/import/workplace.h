#pragma once

#include "core/edit/commandstack.h"
#include "core/ingest/importer.h"
#include "core/library/library.h"
#include "tests/support/handclock.h"

#include <QTemporaryDir>

namespace raskadr {

// An open library with one account and one project that is empty, and a folder for files to import.
class Workplace
{
public:
    Workplace();

    QString file(const QString& name) const
    {
        return m_folder.filePath(QStringLiteral("files/") + name);
    }
    QString filesFolder() const { return m_folder.filePath(QStringLiteral("files")); }
    // A picture that differs from those with other seeds.
    QString picture(const QString& name, int seed) const;

    QList<Shot> shots() const;
    QList<Asset> assets(const ShotId& shot) const; // newest first
    int projects() const;

    AccountId account;
    ProjectId project;
    HandClock clock;

private:
    QTemporaryDir m_folder;

public:
    std::unique_ptr<Library> library;
    std::unique_ptr<CommandStack> commands;
    std::unique_ptr<Importer> importer;
};

} // namespace raskadr
