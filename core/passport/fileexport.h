#pragma once

#include "core/passport/passport.h"
#include "core/passport/passportlabels.h"

namespace raskadr {

struct ExportedFiles
{
    int copied = 0;
    QStringList missing; // names of the files whose original is gone
};

// Where the files of a passport go: «Маяк. Файлы» beside «Маяк.xlsx».
QString filesFolderOf(const QString& passportPath, const PassportLabels& labels);

// The files of a passport's rows on their way into a folder, under their readable names. A file of
// that name with other contents is never replaced: the copy gets a number behind it. So the names
// are decided first, a document is written with them, and then the files are copied. Holds a
// snapshot of the database while it lists the files only. Any thread but the window's.
class FileExport
{
public:
    // Reads what lies in the folder as far as it could be the same. Errors: those of
    // withPassport(), Cancelled.
    static Result<FileExport> plan(const Store& store, const PassportRequest& request,
                                   const QString& folder, const PassportProgress& progress = {},
                                   const std::stop_token& stop = {});

    // What a document that tells these names is to be written from.
    const PassportRequest& request() const { return m_request; }
    // Copies what does not lie there yet. Errors: FileUnreadable, DiskFull, Cancelled; what was
    // copied before stays.
    Result<ExportedFiles> copy(const std::function<QString(const QString& sha256)>& mediaPath,
                               const PassportProgress& progress = {},
                               const std::stop_token& stop = {}) const;

private:
    struct File
    {
        AssetId assetId;
        QString sha256;
        qint64 size = 0;
        QString name;
        bool isThere = false;
    };

    FileExport(PassportRequest request, QString folder)
        : m_request(std::move(request))
        , m_folder(std::move(folder))
    {
    }

    void name(File& file, const std::stop_token& stop) const;
    Result<> copyFile(const QString& source, const File& file) const;

    PassportRequest m_request;
    QString m_folder;
    QList<File> m_files;
};

} // namespace raskadr
