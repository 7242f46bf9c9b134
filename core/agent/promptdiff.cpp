#include "core/agent/promptdiff.h"

#include "core/agent/jsonprompt.h"

#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Beyond so many differing words a diff says less than the two texts, and costs more than a frame.
constexpr int mostDifferences = 800;

QStringList wordsOf(const QString& text)
{
    QStringList words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype from = 0;
    for (qsizetype to = finder.toNextBoundary(); to >= 0; to = finder.toNextBoundary()) {
        words.append(text.mid(from, to - from));
        from = to;
    }
    if (from < text.size()) {
        words.append(text.mid(from));
    }
    return words;
}

// Which words of the two are common, by Myers' shortest edit script.
std::optional<std::vector<std::pair<int, int>>> commonWords(const QStringList& a,
                                                            const QStringList& b)
{
    const int n = static_cast<int>(a.size());
    const int m = static_cast<int>(b.size());
    const int most = std::min(n + m, mostDifferences);
    std::vector<std::vector<int>> trace;
    std::vector<int> furthest(size_t(2 * most + 3), 0);
    const auto at = [most](int k) { return size_t(k + most + 1); };
    int found = -1;
    for (int d = 0; d <= most && found < 0; ++d) {
        trace.emplace_back(furthest.begin() + (most + 1 - d - 1),
                           furthest.begin() + (most + 1 + d + 2));
        for (int k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && furthest[at(k - 1)] < furthest[at(k + 1)]);
            int x = down ? furthest[at(k + 1)] : furthest[at(k - 1)] + 1;
            int y = x - k;
            while (x < n && y < m && a[x] == b[y]) {
                ++x;
                ++y;
            }
            furthest[at(k)] = x;
            if (x >= n && y >= m) {
                found = d;
                break;
            }
        }
    }
    if (found < 0) {
        return std::nullopt;
    }
    std::vector<std::pair<int, int>> common;
    int x = n;
    int y = m;
    for (int d = found; d >= 0; --d) {
        const std::vector<int>& before = trace[size_t(d)]; // of the diagonals -d-1 … d+1
        const auto value = [&](int k) { return before[size_t(k + d + 1)]; };
        const int k = x - y;
        const bool down = k == -d || (k != d && value(k - 1) < value(k + 1));
        const int previousX = d == 0 ? 0 : down ? value(k + 1) : value(k - 1);
        const int previousY = d == 0 ? 0 : previousX - (down ? k + 1 : k - 1);
        while (x > previousX && y > previousY) {
            common.emplace_back(--x, --y);
        }
        x = previousX;
        y = previousY;
    }
    std::reverse(common.begin(), common.end());
    return common;
}

void append(QList<DiffPart>& parts, DiffKind kind, const QString& text)
{
    if (text.isEmpty()) {
        return;
    }
    if (!parts.isEmpty() && parts.last().kind == kind) {
        parts.last().text += text;
    } else {
        parts.append({kind, text});
    }
}

QString joined(const QStringList& words, int from, int to)
{
    return words.mid(from, to - from).join(QString());
}

// A change that only adds or only removes, and ends in a space.
bool isWordAlone(const QList<DiffPart>& parts, qsizetype at)
{
    return at < parts.size() && parts.at(at).kind != DiffKind::Kept
        && parts.at(at).text.endsWith(u' ')
        && (at + 1 == parts.size() || parts.at(at + 1).kind == DiffKind::Kept);
}

// A lone space between two changes belongs to both: «старый дом» became «новый сад».
QList<DiffPart> withoutLoneSpaces(const QList<DiffPart>& parts)
{
    QList<DiffPart> result;
    QString removed;
    QString added;
    const auto flush = [&] {
        append(result, DiffKind::Removed, removed);
        append(result, DiffKind::Added, added);
        removed.clear();
        added.clear();
    };
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const DiffPart& part = parts.at(i);
        const bool changing = !removed.isEmpty() && !added.isEmpty();
        const bool changesAfter = i + 2 < parts.size() && parts.at(i + 1).kind == DiffKind::Removed
            && parts.at(i + 2).kind == DiffKind::Added;
        if (part.kind == DiffKind::Removed) {
            removed += part.text;
        } else if (part.kind == DiffKind::Added) {
            added += part.text;
        } else if (changing && changesAfter && part.text == u" ") {
            removed += part.text;
            added += part.text;
        } else if (changing && part.text == u" " && isWordAlone(parts, i + 1)) {
            // «сумеречный синий» for «закатный»: the second new word goes to the first.
            const DiffPart& more = parts.at(++i);
            (more.kind == DiffKind::Added ? added : removed) += u' ' + more.text.chopped(1);
            flush();
            append(result, DiffKind::Kept, u" "_s);
        } else {
            flush();
            append(result, DiffKind::Kept, part.text);
        }
    }
    flush();
    return result;
}

} // namespace

QList<DiffPart> promptDiff(const QString& before, const QString& after)
{
    const QStringList a = wordsOf(before);
    const QStringList b = wordsOf(after);
    const auto common = commonWords(a, b);
    QList<DiffPart> parts;
    const auto saysSomething = [&](const std::pair<int, int>& word) {
        return !a.at(word.first).trimmed().isEmpty();
    };
    if (!common || std::none_of(common->begin(), common->end(), saysSomething)) {
        append(parts, before == after ? DiffKind::Kept : DiffKind::Removed, before);
        append(parts, DiffKind::Added, before == after ? QString() : after);
        return parts;
    }
    int x = 0;
    int y = 0;
    for (const auto& [nextX, nextY] : *common) {
        append(parts, DiffKind::Removed, joined(a, x, nextX));
        append(parts, DiffKind::Added, joined(b, y, nextY));
        append(parts, DiffKind::Kept, a.at(nextX));
        x = nextX + 1;
        y = nextY + 1;
    }
    append(parts, DiffKind::Removed, joined(a, x, static_cast<int>(a.size())));
    append(parts, DiffKind::Added, joined(b, y, static_cast<int>(b.size())));
    return withoutLoneSpaces(parts);
}

std::optional<QList<JsonPromptChange>> jsonPromptDiff(const QString& before, const QString& after)
{
    const auto old = JsonPrompt::read(before);
    const auto fresh = JsonPrompt::read(after);
    if (!old || !fresh || !old->hasShapeOf(*fresh)) {
        return std::nullopt;
    }
    QList<JsonPromptChange> changes;
    for (const JsonPrompt::Leaf& leaf : old->leaves()) {
        const JsonPrompt::Leaf* now = fresh->leaf(leaf.pointer);
        if (now->value != leaf.value) {
            changes.append(
                {leaf.pointer, JsonPrompt::shown(leaf.value), JsonPrompt::shown(now->value)});
        }
    }
    return changes;
}

} // namespace raskadr
