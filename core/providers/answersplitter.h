#pragma once

#include "core/base/result.h"
#include "core/providers/serviceanswer.h"

#include <stop_token>

namespace raskadr {

// A long text of an answer that was cut out to a file of its own.
struct AnswerBlob
{
    QString path;
    qint64 size = 0; // of the file
    QString mime; // of a data URI, as it says
    bool isDecoded = false; // it was base64 or a data URI; else the file is the text as UTF-8
    bool isDamaged = false; // its base64 ends in the middle
};

// An answer without its long texts: small enough to be parsed and kept.
struct SplitAnswer
{
    ServiceAnswer::Form form = ServiceAnswer::Form::Empty;
    nlohmann::json body; // with {"$blob": n} where a text was cut out
    QByteArray text; // what `body` was parsed from
    QByteArray excerpt; // the beginning of what is no JSON
    QList<AnswerBlob> blobs;
};

inline constexpr qsizetype longestKeptText = 64 << 10;

// Reads the answer in a file. Texts in it over longestKeptText are written to `blobPrefix` + their
// number, decoded on the way; memory stays bounded whatever the file holds. What is no JSON, or is
// nested too deeply, is of the form Other and leaves no blobs. Blocks; for a pool thread. Errors:
// BadResponse (too much without its long texts, too many of them), FileUnreadable, those of
// storageError(), Cancelled; none of them leaves blobs.
Result<SplitAnswer> splitAnswer(const QString& path, const QString& blobPrefix,
                                const std::stop_token& stop = {});

// Decodes base64, or a data URI, to a new file in one go. Errors: BadResponse, those of
// storageError().
Result<> writeDecoded(const QByteArray& text, const QString& path);

} // namespace raskadr
