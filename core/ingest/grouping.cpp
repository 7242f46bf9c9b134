#include "core/ingest/grouping.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <functional>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double mostFiles = 0.8; // of the files have to speak for a grouping

QRegularExpression pattern(const QString& text)
{
    return QRegularExpression(text, QRegularExpression::UseUnicodePropertiesOption);
}

QString withoutEnding(const QString& name)
{
    static const QRegularExpression ending = pattern(uR"(\.[a-z0-9]{1,5}$)"_s);
    return QString(name).remove(ending);
}

// Takes numbers out that count something else than shots.
QString withoutOtherNumbers(QString name)
{
    static const QList<QRegularExpression> others = {
        pattern(uR"(\d{4}[-_.]\d{2}[-_.]\d{2}([ t_-]+\d{2}[-_.:]\d{2}([-_.:]\d{2})?)?)"_s), // dates
        pattern(uR"(\d{2}[.]\d{2}[.]\d{4})"_s),
        pattern(uR"(\d{2,5}\s*[x×х]\s*\d{2,5})"_s), // 1920x1080
        pattern(uR"((?<![\p{L}\d])\d{1,4}\s*(k|к|p|fps)(?![\p{L}\d]))"_s), // 4k, 1080p, 24fps
        pattern(uR"([\(\[]\s*\d+\s*[\)\]]\s*$)"_s), // "name (2)"
        pattern(uR"((?<!\p{L})(copy|копия)[ _.-]*\d*)"_s),
        pattern(
            uR"((?<!\p{L})(v|ver|version|take|tk|variant|var|seed|верс|версия|вар|вариант|дубль|дубл|сид|в)[ _.-]*\d+)"_s),
    };
    for (const QRegularExpression& other : others) {
        name.replace(other, u" "_s);
    }
    return name;
}

QString plain(const QString& digits)
{
    qsizetype zeros = 0;
    while (zeros + 1 < digits.size() && digits[zeros] == u'0') {
        ++zeros;
    }
    return digits.mid(zeros);
}

// Removes the first match from the name and returns its number.
std::optional<QString> take(QString& name, const QRegularExpression& expression)
{
    const QRegularExpressionMatch match = expression.match(name);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    name.replace(match.capturedStart(), match.capturedLength(), u" "_s);
    return plain(match.captured(u"n"_s));
}

struct NamedNumber
{
    std::optional<QString> scene;
    std::optional<QString> shot;
    bool worded = false; // the shot's number stood behind a word for a shot
};

NamedNumber numbersIn(const QString& name)
{
    static const QRegularExpression sceneWord = pattern(
        uR"((?<!\p{L})(scene|scena|sc|sequence|seq|sq|episode|ep|сцена|сц|эпизод|эп)[ ._#№-]*(?<n>\d{1,5})(?!\d))"_s);
    static const QRegularExpression shotWord =
        pattern(uR"((?<!\p{L})(shot|sht|sh|kadr|шот|кадр|план|ш)[ ._#№-]*(?<n>\d{1,5})(?!\d))"_s);
    // 010, 010b; then maya012, c7. Longer runs of digits are dates, seeds and names of cameras.
    static const QRegularExpression bare =
        pattern(uR"((?<![\p{L}\d])(?<n>\d{1,5})\p{L}?(?![\p{L}\d]))"_s);
    static const QRegularExpression glued = pattern(uR"(\p{L}(?<n>\d{1,5})\p{L}?(?![\p{L}\d]))"_s);

    QString rest = withoutOtherNumbers(name.normalized(QString::NormalizationForm_C).toLower());
    NamedNumber found;
    found.scene = take(rest, sceneWord);
    for (const QRegularExpression* expression : {&shotWord, &bare, &glued}) {
        found.shot = take(rest, *expression);
        if (found.shot) {
            found.worded = expression == &shotWord;
            break;
        }
    }
    return found;
}

std::optional<QString> keyOf(const NamedNumber& number)
{
    if (number.scene && number.shot) {
        return *number.scene + u'/' + *number.shot;
    }
    if (number.shot) {
        return number.shot;
    }
    return number.scene ? std::optional(u's' + *number.scene) : std::nullopt;
}

// The name's own number, unless a folder around it is named after a shot («шот 10/1.png»); a scene
// may stand in a folder («сцена 3/кадр 12.png»).
std::optional<QString> numberOf(const Candidate& candidate)
{
    NamedNumber number = numbersIn(withoutEnding(candidate.name().toLower()));
    QStringList folders = candidate.folder.split(u'/', Qt::SkipEmptyParts);
    folders.prepend(candidate.root.section(u'/', -1));
    while (!folders.isEmpty()) {
        NamedNumber outer = numbersIn(folders.takeLast());
        if (folders.isEmpty() && !outer.worded) {
            outer.shot.reset(); // the folder that was given is often «фильм 2»
        }
        if (outer.shot && !number.worded && (outer.worded || (!number.shot && !outer.scene))) {
            number.shot = outer.shot;
            number.worded = outer.worded;
        }
        if (!number.scene) {
            number.scene = outer.scene;
        }
    }
    return keyOf(number);
}

bool oneFolderGiven(const QList<Candidate>& candidates)
{
    return std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
        return candidate.root == candidates.first().root;
    });
}

// Nothing: the file stays on its own.
std::optional<QString> folderOf(const Candidate& candidate, bool oneFolder)
{
    if (candidate.root.isEmpty() || (oneFolder && candidate.folder.isEmpty())) {
        return std::nullopt;
    }
    return candidate.root + u'/' + candidate.folder;
}

using KeyOf = std::function<std::optional<QString>(const Candidate&)>;

QList<ImportGroup> groupedBy(const QList<Candidate>& candidates, const KeyOf& keyOfCandidate)
{
    QList<ImportGroup> groups;
    QHash<QString, qsizetype> places;
    for (const Candidate& candidate : candidates) {
        const auto key = keyOfCandidate(candidate);
        if (key && places.contains(*key)) {
            groups[places[*key]].files.append(candidate);
            continue;
        }
        if (key) {
            places.insert(*key, groups.size());
        }
        groups.append(ImportGroup{{candidate}});
    }
    return groups;
}

KeyOf keysFor(const QList<Candidate>& candidates, ImportGrouping grouping)
{
    switch (grouping) {
    case ImportGrouping::Folder:
        return [oneFolder = oneFolderGiven(candidates)](const Candidate& candidate) {
            return folderOf(candidate, oneFolder);
        };
    case ImportGrouping::Number:
        return [](const Candidate& candidate) { return numberOf(candidate); };
    case ImportGrouping::One:
        return [](const Candidate&) { return std::optional(QString()); };
    case ImportGrouping::File:
        break;
    }
    return [](const Candidate&) { return std::optional<QString>(); };
}

// How well a grouping fits: most files have a key, and some share one.
struct Fit
{
    bool speaks = false;
    QHash<QString, int> sizes;
};

Fit fitOf(const QList<Candidate>& candidates, ImportGrouping grouping)
{
    const KeyOf keyOfCandidate = keysFor(candidates, grouping);
    Fit fit;
    int named = 0;
    bool shared = false;
    for (const Candidate& candidate : candidates) {
        if (const auto key = keyOfCandidate(candidate)) {
            ++named;
            shared = ++fit.sizes[*key] > 1 || shared;
        }
    }
    fit.speaks = shared && fit.sizes.size() > 1
        && named >= mostFiles * static_cast<double>(candidates.size());
    return fit;
}

// Whether folders are shots full of takes, not kinds («картинки», «видео») full of shots: their own
// names are numbered, or their files hardly differ in number.
bool foldersAreShots(const QList<Candidate>& candidates)
{
    QHash<QString, QSet<QString>> numbers;
    for (const Candidate& candidate : candidates) {
        QSet<QString>& own = numbers[candidate.root + u'/' + candidate.folder];
        if (const auto number = shotNumber(candidate.name())) {
            own.insert(*number);
        }
    }
    qsizetype sum = 0;
    int numbered = 0;
    for (auto at = numbers.cbegin(); at != numbers.cend(); ++at) {
        sum += at->size();
        numbered +=
            numbersIn(at.key().section(u'/', -1, -1, QString::SectionSkipEmpty)).shot ? 1 : 0;
    }
    const auto folders = static_cast<double>(numbers.size());
    return numbered >= mostFiles * folders || static_cast<double>(sum) <= 1.5 * folders;
}

} // namespace

std::optional<QString> shotNumber(const QString& name)
{
    return keyOf(numbersIn(withoutEnding(name.toLower())));
}

QList<ImportGroup> groupCandidates(const QList<Candidate>& candidates, ImportGrouping grouping)
{
    return groupedBy(candidates, keysFor(candidates, grouping));
}

ImportGrouping suggestGrouping(const QList<Candidate>& candidates)
{
    if (candidates.size() < 2) {
        return ImportGrouping::File;
    }
    const bool byFolder = fitOf(candidates, ImportGrouping::Folder).speaks;
    const bool byNumber = fitOf(candidates, ImportGrouping::Number).speaks;
    if (byFolder && byNumber) {
        return foldersAreShots(candidates) ? ImportGrouping::Folder : ImportGrouping::Number;
    }
    return byFolder ? ImportGrouping::Folder
        : byNumber  ? ImportGrouping::Number
                    : ImportGrouping::File;
}

} // namespace raskadr
