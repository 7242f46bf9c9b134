#pragma once

#include "core/base/result.h"
#include "core/media/mediaformat.h"

#include <QString>
#include <functional>
#include <optional>
#include <stop_token>

namespace raskadr {

class SourceFile;

// Bytes done and bytes in all; called in the working thread about every quarter megabyte.
using ByteProgress = std::function<void(qint64 done, qint64 total)>;

// A whole file on the library's disk that has no name in the media folder yet: a power cut may take
// it until MediaFolder::settle() has named it. Owns the file and removes it unless it was kept. One
// thread at a time.
class MediaCopy final
{
public:
    // Copies the source to `temporaryPath`, reading it once, and has the disk write it without
    // waiting for that. Errors: DiskFull, FileUnreadable if the source changed meanwhile,
    // Cancelled.
    static Result<MediaCopy> of(const SourceFile& source, const QString& temporaryPath,
                                const std::stop_token& stop, const ByteProgress& progress);
    // Takes over a finished file.
    static Result<MediaCopy> taken(const SourceFile& source, const QString& temporaryPath,
                                   const std::stop_token& stop);
    MediaCopy(MediaCopy&& other) noexcept;
    MediaCopy& operator=(MediaCopy&& other) noexcept;
    ~MediaCopy();

    const QString& path() const { return m_path; }
    const QString& sha256() const { return m_sha256; }
    qint64 size() const { return m_size; }
    // The format in which the bytes were found whole, checksums included, while they were copied.
    // Nothing: they were not, or that cannot be told so.
    std::optional<MediaFormat> wholeAs() const { return m_wholeAs; }

    // Makes the file read-only and its contents durable.
    Result<> seal() const;
    // It has its name now, or stays for another reason.
    void keep();

private:
    MediaCopy(QString path, QString name);

    QString m_path;
    QString m_name; // what errors call the file
    int m_descriptor = -1;
    QString m_sha256;
    qint64 m_size = 0;
    std::optional<MediaFormat> m_wholeAs;
};

} // namespace raskadr
