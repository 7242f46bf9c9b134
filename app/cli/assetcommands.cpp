#include "core/edit/assetcommands.h"
#include "app/cli/background.h"
#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/table.h"
#include "core/edit/headlinercommands.h"
#include "core/ingest/frames.h"
#include "core/media/provenance/fileprovenance.h"
#include "core/media/publishcopy.h"
#include "ui/common/format.h"
#include "ui/common/labels.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ShownAsset
{
    AssetRow row;
    Shot shot;
};

Result<ShownAsset> load(Context& context, const AssetId& id)
{
    return context.read([&](const Repositories& r) -> Result<ShownAsset> {
        const auto row = r.assets.row(id);
        const auto shot = row ? r.shots.find(row->asset.shotId) : std::nullopt;
        if (!shot) {
            return failure(ErrorKind::NotFound);
        }
        return ShownAsset{*row, *shot};
    });
}

QString promptOf(const AssetRow& row)
{
    if (row.generation) {
        return row.generation->prompt;
    }
    return row.asset.provenance.prompt ? row.asset.provenance.prompt->value : QString();
}

int listAssets(Context& context)
{
    const auto shot = findShot(context, context.argument(0));
    if (!shot) {
        return Failed;
    }
    const auto rows = context.read([&](const Repositories& r) { return r.assets.feed(shot->id); });
    if (!rows) {
        return context.fail(rows.error());
    }
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("Kind"), Words::tr("Origin"), Words::tr("Headliner"),
                 Words::tr("Size"), Words::tr("Length"), Words::tr("Prompt")});
    for (const AssetRow& row : *rows) {
        json.append(toJson(row, *shot));
        const bool video = row.asset.kind == AssetKind::Video;
        table.add({row.asset.id.tail(), ui::kindText(row.asset.kind),
                   ui::originText(row.asset.origin),
                   row.asset.id == shot->headlinerId ? Words::tr("yes") : QString(),
                   ui::sizeText(row.media.width, row.media.height),
                   video ? ui::secondsText(row.media.durationMs) : QString(),
                   shortened(promptOf(row), 50)});
    }
    context.output().result(json,
                            table.isEmpty() ? Words::tr("The shot is empty.") : table.toText());
    return Done;
}

QStringList originLines(const AssetRow& row)
{
    QStringList lines;
    const auto add = [&lines](const QString& line, const QString& value) {
        if (!value.isEmpty()) {
            lines.append(line.arg(value));
        }
    };
    if (const auto& generation = row.generation) {
        add(Words::tr("Model: %1"), generation->modelId);
        add(Words::tr("Prompt: %1"), generation->prompt);
        add(Words::tr("Negative prompt: %1"), generation->negativePrompt);
        add(Words::tr("Seed: %1"),
            generation->seedSent ? QString::number(*generation->seedSent) : QString());
        add(Words::tr("Parameters: %1"), QString::fromUtf8(generation->parameters));
        return lines;
    }
    const Provenance& known = row.asset.provenance;
    for (const auto& [line, field] :
         {std::pair{Words::tr("Model: %1"), known.model},
          std::pair{Words::tr("Service: %1"), known.service},
          std::pair{Words::tr("Prompt: %1"), known.prompt},
          std::pair{Words::tr("Negative prompt: %1"), known.negativePrompt},
          std::pair{Words::tr("Seed: %1"), known.seed},
          std::pair{Words::tr("Link: %1"), known.link}}) {
        add(line,
            field ? u"%1 (%2)"_s.arg(field->value, ui::sourceText(field->source)) : QString());
    }
    return lines;
}

QJsonObject factsJson(const QMap<FileFact, QString>& facts)
{
    QJsonObject json;
    for (auto it = facts.begin(); it != facts.end(); ++it) {
        json[nameOf(it.key())] = it.value();
    }
    return json;
}

int showAsset(Context& context)
{
    const auto asset = findAsset(context, context.argument(0));
    if (!asset) {
        return Failed;
    }
    const auto shown = load(context, asset->id);
    if (!shown) {
        return context.fail(shown.error());
    }
    const auto& [row, shot] = *shown;
    const QString path = context.library().media().path(row.asset.sha256);
    QJsonObject json = toJson(row, shot);
    json[u"path"_s] = path;
    if (row.generation) {
        json[u"generation"_s] = withOutcome(*row.generation, row.job);
    } else {
        json[u"provenance"_s] = toJson(row.asset.provenance);
        const FileProvenance file = fileProvenance(row.media.embedded, row.asset.sourceName);
        json[u"fileFacts"_s] = factsJson(file.facts);
    }
    if (!row.media.embedded.isEmpty()) {
        json[u"embedded"_s] = QJsonDocument::fromJson(row.media.embedded.toUtf8()).object();
    }
    QStringList lines{
        Words::tr("Asset %1 of shot %2").arg(row.asset.id.toString()).arg(shot.number()),
        u"%1, %2, %3"_s.arg(ui::kindText(row.asset.kind), ui::originText(row.asset.origin),
                            ui::sizeText(row.media.width, row.media.height))};
    if (row.asset.kind == AssetKind::Video) {
        lines.append(Words::tr("Length: %1").arg(ui::secondsText(row.media.durationMs)));
    }
    if (row.asset.id == shot.headlinerId) {
        lines.append(Words::tr("It is the headliner of the shot."));
    }
    lines += originLines(row);
    if (!row.asset.note.isEmpty()) {
        lines.append(Words::tr("Note: %1").arg(row.asset.note));
    }
    if (const QString state = ui::mediaStateText(row.media.state); !state.isEmpty()) {
        lines.append(state);
    }
    lines.append(Words::tr("File: %1").arg(path));
    context.output().result(json, lines.join(u'\n'));
    return Done;
}

int rereadAsset(Context& context)
{
    const auto asset = findAsset(context, context.argument(0));
    if (!asset) {
        return Failed;
    }
    if (!asset->generationId.isNull()) {
        return context.fail(Words::tr("“%1” was generated here: how it was made is known.")
                                .arg(context.argument(0)));
    }
    const auto done = context.run(std::make_unique<ReadFileProvenance>(QList<AssetId>{asset->id}));
    if (!done) {
        return context.fail(done.error());
    }
    const auto shown = load(context, asset->id);
    if (!shown) {
        return context.fail(shown.error());
    }
    QJsonObject json = toJson(shown->row, shown->shot);
    json[u"provenance"_s] = toJson(shown->row.asset.provenance);
    const QStringList lines = originLines(shown->row);
    context.output().result(json,
                            lines.isEmpty()
                                ? Words::tr("The file says nothing about how it was made.")
                                : lines.join(u'\n'));
    return Done;
}

int setHeadliner(Context& context)
{
    const auto shot = findShot(context, context.argument(0));
    if (!shot) {
        return Failed;
    }
    const auto asset = findAsset(context, context.argument(1));
    if (!asset) {
        return Failed;
    }
    if (asset->shotId != shot->id) {
        return context.fail(
            Words::tr("The asset “%1” is in another shot.").arg(context.argument(1)));
    }
    if (auto done = context.run(std::make_unique<SetHeadliner>(shot->id, asset->id)); !done) {
        return context.fail(done.error());
    }
    const auto changed =
        context.read([&](const Repositories& r) { return r.shots.find(shot->id); });
    if (!changed || !*changed) {
        return context.fail(changed ? Error{ErrorKind::NotFound, {}, {}, 0} : changed.error());
    }
    context.output().result(numbered(**changed),
                            Words::tr("The headliner of shot %1 is %2.")
                                .arg((*changed)->number())
                                .arg(asset->id.tail()));
    return Done;
}

std::optional<FrameMoment> frameMomentOf(const QString& word)
{
    if (word == u"first"_s) {
        return FilmEnd::First;
    }
    if (word == u"last"_s) {
        return FilmEnd::Last;
    }
    bool isNumber = false;
    const qint64 ms = word.toLongLong(&isNumber);
    return isNumber && ms >= 0 ? std::optional<FrameMoment>(ms) : std::nullopt;
}

std::optional<QString> misuseOfFrame(const Invocation& invocation)
{
    return frameMomentOf(invocation.arguments[1])
        ? std::nullopt
        : std::optional(
            Words::tr("“%1” is no moment of a video; write first, last or milliseconds.")
                .arg(invocation.arguments[1]));
}

int takeFrame(Context& context)
{
    const FrameMoment moment = frameMomentOf(context.argument(1)).value_or(FilmEnd::First);
    const auto asset = findAsset(context, context.argument(0));
    if (!asset) {
        return Failed;
    }
    const auto source = load(context, asset->id);
    if (!source) {
        return context.fail(source.error());
    }
    if (asset->kind != AssetKind::Video) {
        return context.fail(Words::tr("“%1” is a picture. Frames are taken out of videos.")
                                .arg(context.argument(0)));
    }
    if (const auto* ms = std::get_if<qint64>(&moment); ms && *ms > source->row.media.durationMs) {
        return context.fail(
            Words::tr("The video is %1 long.").arg(ui::secondsText(source->row.media.durationMs)));
    }
    Interrupt interrupt;
    const ImportPlace place{context.store(), context.library().media(), context.clock()};
    const auto frame = inBackground([&] {
        return addFrame(place, context.account(), source->row.asset, moment, interrupt.token());
    });
    if (!frame) {
        return context.fail(frame.error());
    }
    const auto shown = load(context, *frame);
    if (!shown) {
        return context.fail(shown.error());
    }
    context.output().result(toJson(shown->row, shown->shot),
                            Words::tr("The frame is an asset of shot %1 now: %2")
                                .arg(shown->shot.number())
                                .arg(frame->tail()));
    return Done;
}

bool isFilmName(const QString& path)
{
    return QFileInfo(path).suffix().toLower() == u"mp4"_s;
}

std::optional<QString> misuseOfClean(const Invocation& invocation)
{
    const QString& target = invocation.arguments[1];
    const QStringList pictures{u"png"_s, u"jpg"_s, u"jpeg"_s, u"webp"_s};
    return isFilmName(target) || pictures.contains(QFileInfo(target).suffix().toLower())
        ? std::nullopt
        : std::optional(
            Words::tr("“%1” has to end with .png, .jpg, .webp or .mp4: that decides the format.")
                .arg(target));
}

int writeClean(Context& context)
{
    const auto asset = findAsset(context, context.argument(0));
    if (!asset) {
        return Failed;
    }
    const bool film = asset->kind == AssetKind::Video;
    if (film != isFilmName(context.argument(1))) {
        return context.fail(
            film ? Words::tr("“%1” is a video. Its copy has to end with .mp4.")
                       .arg(context.argument(0))
                 : Words::tr("“%1” is a picture. Its copy has to end with .png, .jpg or .webp.")
                       .arg(context.argument(0)));
    }
    const QString target = QDir::cleanPath(QFileInfo(context.argument(1)).absoluteFilePath());
    Interrupt interrupt;
    const auto written = inBackground([&] {
        const auto progress = [&output = context.output()](double fraction) {
            QMetaObject::invokeMethod(
                qApp, [&output, fraction] { output.progress(Words::tr("Copying"), fraction); });
        };
        return writeCleanCopy(context.library().media().path(asset->sha256), target, progress,
                              interrupt.token());
    });
    if (!written) {
        const ErrorKind kind = written.error().kind;
        if (kind == ErrorKind::Storage || kind == ErrorKind::LibraryReadOnly) {
            return context.fail(
                Words::tr("“%1” cannot be written. Check the folder and its permissions.")
                    .arg(QDir::toNativeSeparators(target)));
        }
        return context.fail(written.error());
    }
    context.output().result(
        QJsonObject{{u"path"_s, target}, {u"size"_s, QFileInfo(target).size()}},
        Words::tr("A copy without technical data: %1").arg(QDir::toNativeSeparators(target)));
    return Done;
}

} // namespace

QList<CommandSpec> assetCommands()
{
    return {
        {u"asset list"_s,
         u"SHOT"_s,
         Words::tr("Show what is in a shot, newest first."),
         {},
         Access::Read,
         true,
         listAssets},
        {u"asset show"_s,
         u"ASSET"_s,
         Words::tr("Show everything about an asset and how it was made."),
         {},
         Access::Read,
         true,
         showAsset},
        {u"asset reread"_s,
         u"ASSET"_s,
         Words::tr("Take over what the file of an asset says about how it was made; what was typed "
                   "stays."),
         {},
         Access::Write,
         true,
         rereadAsset},
        {u"asset headliner"_s,
         u"SHOT ASSET"_s,
         Words::tr("Make an asset the face of its shot."),
         {},
         Access::Write,
         true,
         setHeadliner},
        {u"asset frame"_s,
         u"ASSET MOMENT"_s,
         Words::tr(
             "Take a frame out of a video as a picture of the same shot; MOMENT is first, last "
             "or milliseconds."),
         {},
         Access::Write,
         true,
         takeFrame,
         misuseOfFrame},
        {u"asset clean"_s,
         u"ASSET FILE"_s,
         Words::tr(
             "Write a copy without technical data, in full size: nothing in it says how it was "
             "made. FILE ends with .png, .jpg, .webp or .mp4."),
         {},
         Access::Read,
         true,
         writeClean,
         misuseOfClean},
    };
}

} // namespace raskadr::cli
