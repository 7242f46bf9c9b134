#include "core/library/recordjson.h"

#include "core/model/modeljson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray bytesOf(QJsonObject json, const QString& format)
{
    json[u"format"_s] = format;
    json[u"version"_s] = recordVersion;
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

QJsonObject parsed(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject assetRecord(const Asset& asset)
{
    QJsonObject json = toJson(asset);
    json[u"provenance"_s] = toJson(asset.provenance);
    json[u"trashedAt"_s] = momentJson(asset.trashedMs);
    return json;
}

} // namespace

QByteArray accountsRecord(const QList<Account>& accounts)
{
    QJsonArray list;
    for (const Account& account : accounts) {
        list.append(QJsonObject{{u"id"_s, account.id.toString()},
                                {u"login"_s, account.login},
                                {u"name"_s, account.name},
                                {u"currency"_s, account.currency},
                                {u"budget"_s, numberJson(account.budget)},
                                {u"createdAt"_s, momentJson(account.createdMs)}});
    }
    return bytesOf({{u"accounts"_s, list}}, u"raskadr.accounts"_s);
}

QByteArray projectRecord(const Project& project, const QList<ShotId>& order)
{
    QJsonArray shots;
    for (const ShotId& shot : order) {
        shots.append(shot.toString());
    }
    QJsonObject json = toJson(project);
    json[u"accountId"_s] = project.accountId.toString();
    json[u"budget"_s] = numberJson(project.budget);
    json[u"trashedAt"_s] = momentJson(project.trashedMs);
    json[u"music"_s] = QJsonObject{{u"sha256"_s, project.musicSha256},
                                   {u"offsetMs"_s, project.musicOffsetMs},
                                   {u"volume"_s, project.musicVolume}};
    json[u"demo"_s] = project.demo;
    json[u"order"_s] = shots;
    return bytesOf(json, u"raskadr.project"_s);
}

QByteArray shotRecord(const Shot& shot, QList<Asset> assets)
{
    std::sort(assets.begin(), assets.end(),
              [](const Asset& a, const Asset& b) { return a.id < b.id; });
    QJsonArray list;
    for (const Asset& asset : std::as_const(assets)) {
        list.append(assetRecord(asset));
    }
    QJsonObject json = toJson(shot);
    json[u"trashedAt"_s] = momentJson(shot.trashedMs);
    json[u"assets"_s] = list;
    return bytesOf(json, u"raskadr.shot"_s);
}

QByteArray mediaSidecar(const Media& media, const GenerationRecords& generations)
{
    QJsonArray list;
    for (const QJsonObject& generation : generations) {
        list.append(generation);
    }
    QJsonObject json = toJson(media);
    json[u"palette"_s] = media.palette;
    json[u"embedded"_s] = parsed(media.embedded.toUtf8());
    json[u"createdAt"_s] = momentJson(media.createdMs);
    json[u"generations"_s] = list;
    return bytesOf(json, u"raskadr.media"_s);
}

GenerationRecords generationsOfSidecar(const QByteArray& sidecar)
{
    GenerationRecords generations;
    const QJsonArray list = parsed(sidecar)[u"generations"_s].toArray();
    for (const QJsonValue& value : list) {
        const QJsonObject generation = value.toObject();
        if (const QString id = generation[u"id"_s].toString(); !id.isEmpty()) {
            generations.insert(id, generation);
        }
    }
    return generations;
}

} // namespace raskadr
