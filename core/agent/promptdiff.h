#pragma once

#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

enum class DiffKind { Kept, Removed, Added };

struct DiffPart
{
    DiffKind kind = DiffKind::Kept;
    QString text;

    bool operator==(const DiffPart&) const = default;
};

// What became of a text, word by word in reading order, removed before added. The kept and removed
// parts make up the text before, the kept and added ones the text after, to the letter. Two texts
// with nothing in common, and very long ones, are one removed and one added part. Any thread.
QList<DiffPart> promptDiff(const QString& before, const QString& after);

// One value of a prompt that is a JSON document. The values are shown as a text or as JSON.
struct JsonPromptChange
{
    QString pointer; // RFC 6901
    QString before;
    QString after;

    bool operator==(const JsonPromptChange&) const = default;
};

// The values that differ between two JSON documents of the same shape, in reading order; nothing if
// one of them is no such document or the shapes differ.
std::optional<QList<JsonPromptChange>> jsonPromptDiff(const QString& before, const QString& after);

} // namespace raskadr
