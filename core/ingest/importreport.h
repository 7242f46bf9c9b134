#pragma once

#include "core/model/importrun.h"
#include "core/store/store.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

// What became of an import, as a whole: of a run that was interrupted, the parts before and after.
struct ImportReport
{
    struct Refused
    {
        QString path;
        Error error;

        bool operator==(const Refused&) const = default;
    };
    // In the project already, or twice among the files.
    struct Skipped
    {
        QString path;
        AssetId existing; // what has its content; null if that is gone again

        bool operator==(const Skipped&) const = default;
    };

    ImportRun run;
    QList<ShotId> shots; // that it made, in story order
    QList<AssetId> assets; // that it added, in the order of the files
    QList<Skipped> skipped;
    int waiting = 0; // not looked at (any more)
    QList<Refused> refused;
    std::optional<Error> stoppedBy; // Cancelled; DiskFull with the bytes that the rest needs; …

    QJsonObject toJson() const;
    bool operator==(const ImportReport&) const = default;
};

// The report of a run as the library knows it. Errors: NotFound, those of the store.
Result<ImportReport> importReport(const Store& store, const AccountId& account,
                                  const ImportRunId& run);

// The same from what is known already; which assets exist is not looked up.
ImportReport importReport(const ImportRun& run, const QList<ImportItem>& items);

} // namespace raskadr

Q_DECLARE_METATYPE(raskadr::ImportReport)
