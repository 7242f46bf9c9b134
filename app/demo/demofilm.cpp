#include "app/demo/demofilm.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

static void initDemoResources()
{
    Q_INIT_RESOURCE(demo);
}

namespace raskadr::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

const QMap<QString, ShotStatus> statuses{{u"waiting"_s, ShotStatus::Waiting},
                                         {u"inProgress"_s, ShotStatus::InProgress},
                                         {u"done"_s, ShotStatus::Done}};
const QMap<QString, ShotLabel> labels{
    {QString(), ShotLabel::None},     {u"red"_s, ShotLabel::Red},
    {u"orange"_s, ShotLabel::Orange}, {u"yellow"_s, ShotLabel::Yellow},
    {u"green"_s, ShotLabel::Green},   {u"teal"_s, ShotLabel::Teal},
    {u"blue"_s, ShotLabel::Blue},     {u"violet"_s, ShotLabel::Violet}};

Result<ScriptedShot> parseShot(const QJsonObject& object, const QString& place)
{
    const QString status = object[u"status"].toString();
    const QString label = object[u"label"].toString();
    if (object[u"title"].toString().isEmpty() || !statuses.contains(status)
        || !labels.contains(label)) {
        return failure(ErrorKind::InvalidInput, u"a title, a status or a label is wrong"_s, place);
    }
    ScriptedShot shot;
    shot.title = object[u"title"].toString();
    shot.script = object[u"script"].toString();
    shot.status = statuses.value(status);
    shot.label = labels.value(label);
    shot.plannedDurationMs = static_cast<qint64>(object[u"plannedSeconds"].toDouble() * 1000);
    const QJsonArray takes = object[u"takes"].toArray();
    for (const QJsonValue& take : takes) {
        if (take[u"prompt"].toString().isEmpty()) {
            return failure(ErrorKind::InvalidInput, u"a take has no prompt"_s, place);
        }
        shot.takes.append(
            {take[u"prompt"].toString(), static_cast<quint32>(take[u"seed"].toInteger())});
    }
    if (const QJsonObject film = object[u"film"].toObject(); !film.isEmpty()) {
        shot.film = CameraMove{film[u"move"].toString(), film[u"durationSeconds"].toInt(3)};
    }
    shot.hasHeadliner = object[u"headliner"].toBool(true);
    shot.damaged = object[u"damaged"].toBool();
    if (shot.takes.isEmpty() && (shot.film || shot.damaged)) {
        return failure(ErrorKind::InvalidInput, u"a film needs a take"_s, place);
    }
    return shot;
}

} // namespace

Result<DemoFilm> DemoFilm::parse(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError || object[u"title"].toString().isEmpty()) {
        return failure(ErrorKind::InvalidInput, error.errorString(), u"/title"_s);
    }
    DemoFilm film;
    film.title = object[u"title"].toString();
    const QJsonObject aspect = object[u"aspect"].toObject();
    film.aspect = {aspect[u"width"].toInt(16), aspect[u"height"].toInt(9)};
    film.fps = object[u"fps"].toDouble(24);
    film.frameHeight = object[u"frameHeight"].toInt(720);
    const QJsonArray shots = object[u"shots"].toArray();
    for (qsizetype i = 0; i < shots.size(); ++i) {
        const auto shot = parseShot(shots.at(i).toObject(), u"/shots/%1"_s.arg(i));
        if (!shot) {
            return failure(shot.error());
        }
        film.shots.append(*shot);
    }
    return film;
}

DemoFilm DemoFilm::lastLighthouse()
{
    initDemoResources();
    QFile file(u":/demo/lastlighthouse.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened);
    const auto film = parse(file.readAll());
    Q_ASSERT_X(film.has_value(), "lastLighthouse", "the film inside of the program is sound");
    return film ? *film : DemoFilm();
}

} // namespace raskadr::demo
